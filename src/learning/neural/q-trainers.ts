import type { Kernel } from './kernel.js';
import { KernelQTrainer } from './kernel-q-trainer.js';
import type { QTrainer, QTrainerTerms } from './q-trainer.js';
import { loadTensorFlow, type TensorFlowBackend } from './tensorflow.js';
import { TensorFlowQTrainer } from './tensorflow-q-trainer.js';

/**
 * Makes trainers of one kind.
 *
 * @param kernel - where trainers on the kernel keep their weights; by default one of its own
 */
export type QTrainerFactory = (terms: QTrainerTerms, kernel?: Kernel) => QTrainer;

const tensorFlow = async (backend: TensorFlowBackend): Promise<QTrainerFactory> => {
  const loaded = await loadTensorFlow(backend);
  return (terms) => new TensorFlowQTrainer(loaded, terms);
};

/**
 * Every way to train, by the name that a scenario gives it. `kernel` and `tfjs` give the same bits; the others
 * differ in the last ones. TensorFlow.js is imported only where it is asked for.
 */
export const qTrainers = {
  kernel: async (): Promise<QTrainerFactory> => (terms, kernel) => new KernelQTrainer(terms, kernel),
  tfjs: () => tensorFlow('wasm'),
  'tfjs-cpu': () => tensorFlow('cpu'),
  'tfjs-node': () => tensorFlow('node'),
} satisfies Record<string, () => Promise<QTrainerFactory>>;
