import { adamDefaults } from '../dist/learning/neural/adam.js';
import { glorotUniform } from '../dist/learning/neural/glorot.js';
import { type NetworkShape, paperHidden } from '../dist/learning/neural/network.js';
import type { QTrainer, QTrainerTerms } from '../dist/learning/neural/q-trainer.js';
import { qTrainers } from '../dist/learning/neural/q-trainers.js';
import { type Transitions, transitions } from '../dist/learning/neural/transitions.js';
import { Streams } from '../dist/random/streams.js';
import { acting } from './acting.js';
import { type Bench, SEED, timed, type Work } from './bench.js';
import type { Timing } from './results.js';

const shape: NetworkShape = { inputs: 4, hidden: paperHidden, outputs: 3 };
const BATCH = 32;

/**
 * The paper's network: ns a row of a prediction by number of rows, and ns a step of training on 32 transitions. The
 * yardstick is TensorFlow.js in WebAssembly. Values and, after all steps, weights must be equal to the bit. Then markets in
 * which it acts on bids.
 */
export const learning: Bench = async ({ quick }) => {
  const uniform = new Streams(SEED).uniform('bench');
  const terms: QTrainerTerms = {
    shape,
    weights: glorotUniform(shape, uniform),
    batch: BATCH,
    discount: 0.99,
    adam: adamDefaults,
  };
  const create = [await qTrainers.kernel(), await qTrainers.tfjs()] as const;
  const [kernel, reference] = [create[0](terms), create[1](terms)];
  const turns = quick ? 3 : 15;
  const results = [1, BATCH, 1024].map((rows) => predictions(kernel, reference, rows, uniform, turns));
  const step = timed(
    { bench: 'learning', params: { training: BATCH } },
    training(kernel, quick ? 200 : 1000),
    { name: 'TensorFlow.js', ...training(reference, quick ? 20 : 50) },
    turns,
  );
  checkSteps(create[0](terms), create[1](terms), 100);
  return [...results, step, ...(await acting(quick))];
};

function predictions(
  kernel: QTrainer,
  reference: QTrainer,
  rows: number,
  uniform: () => number,
  turns: number,
): Timing {
  const states = Float32Array.from({ length: rows * shape.inputs }, uniform);
  const values = [kernel, reference].map(() => new Float32Array(rows * shape.outputs)) as [
    Float32Array,
    Float32Array,
  ];
  const work = (trainer: QTrainer, out: Float32Array, calls: number): Work => ({
    operations: calls * rows,
    run() {
      for (let i = 0; i < calls; i++) trainer.predict(states, rows, out);
    },
  });
  const calls = Math.ceil(30_000 / rows);
  const measured = timed(
    { bench: 'learning', params: { rows } },
    work(kernel, values[0], calls),
    { name: 'TensorFlow.js', ...work(reference, values[1], Math.ceil(calls / 20)) },
    turns,
  );
  if (values[0].some((value, i) => !Object.is(value, values[1][i]))) throw new Error('predictions differ');
  return measured;
}

function training(trainer: QTrainer, steps: number): Work {
  const batch = randomBatch(2);
  return {
    operations: steps,
    run() {
      for (let i = 0; i < steps; i++) trainer.train(batch);
    },
  };
}

/** @throws Error where one of `steps` steps from equal weights and moments differs */
function checkSteps(kernel: QTrainer, reference: QTrainer, steps: number): void {
  for (let step = 0; step < steps; step++) {
    kernel.train(randomBatch(step));
    reference.train(randomBatch(step));
    const expected = reference.weights();
    const different = kernel
      .weights()
      .some(({ kernel: weights }, layer) => weights.some((value, i) => value !== expected[layer]!.kernel[i]));
    if (different) throw new Error(`weights differ after step ${step}`);
  }
}

function randomBatch(seed: number): Transitions {
  const uniform = new Streams(seed).uniform('batch');
  const batch = transitions(BATCH, shape.inputs);
  for (const list of [batch.states, batch.nextStates, batch.rewards]) list.set(list.map(uniform));
  batch.actions.set(batch.actions.map(() => Math.floor(uniform() * shape.outputs)));
  return batch;
}
