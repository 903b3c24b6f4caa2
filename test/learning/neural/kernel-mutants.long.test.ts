import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import { Kernel } from '../../../src/learning/neural/kernel.js';
import { KernelQTrainer } from '../../../src/learning/neural/kernel-q-trainer.js';
import type { NetworkShape } from '../../../src/learning/neural/network.js';
import type { QTrainerTerms } from '../../../src/learning/neural/q-trainer.js';
import { loadTensorFlow, type TensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { TensorFlowQTrainer } from '../../../src/learning/neural/tensorflow-q-trainer.js';
import {
  differentBits,
  distance,
  draws,
  randomTransitions,
  randomWeights,
  vector,
} from './arbitrary-network.js';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  cpSync('kernel', join(folder, 'kernel'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The kernel with texts, wherever they are in a source, replaced by others. */
function mutant(source: string, edits: Record<string, string>): Kernel {
  const path = join(folder, 'kernel', source);
  const text = Object.entries(edits).reduce(
    (before, [found, replaced]) => {
      expect(before).toContain(found);
      return before.replaceAll(found, replaced);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
  const built = join(folder, 'built.ts');
  execFileSync(process.execPath, [join(folder, 'kernel/build.mjs'), 'networks', built]);
  return new Kernel(/'(.*)'/.exec(readFileSync(built, 'utf8'))![1]);
}

const shape: NetworkShape = { inputs: 4, hidden: [64, 64], outputs: 3 };

/** How a kernel differs from TensorFlow.js: in bits of predictions, and in weights after any of three steps. */
function differences(kernel: Kernel) {
  const uniform = draws(1);
  const terms: QTrainerTerms = {
    shape,
    weights: randomWeights(shape, uniform),
    batch: 32,
    discount: 0.99,
    adam: adamDefaults,
  };
  const trainers = [new KernelQTrainer(terms, kernel), new TensorFlowQTrainer(tensorFlow, terms)] as const;
  const states = vector(35 * 4, uniform, 3);
  const [ours, theirs] = trainers.map((trainer) => {
    const values = new Float32Array(35 * 3);
    trainer.predict(states, 35, values);
    return values;
  }) as [Float32Array, Float32Array];
  let error = 0;
  for (let step = 0; step < 3; step++) {
    const batch = randomTransitions(32, shape, uniform);
    for (const trainer of trainers) trainer.train(batch);
    error = Math.max(error, distance(trainers[0].weights(), trainers[1].weights()));
    trainers[0].setWeights(trainers[1].weights());
  }
  trainers[1].dispose();
  return { bits: differentBits(ours, theirs), error };
}

describe('the comparison with TensorFlow.js', () => {
  test('passes the kernel compiled as it is', () => {
    expect(differences(mutant('multiply.ts', {}))).toEqual({ bits: 0, error: 0 });
  });

  test.each<[string, Record<string, string>]>([
    [
      'some biases are added last',
      {
        'let first0 = start ? v128.load(start) : f32x4.splat(0)': 'let first0 = f32x4.splat(0)',
        'put(c, first0, finish)': 'put(c, f32x4.add(first0, v128.load(start)), finish)',
      },
    ],
    [
      'rows beside a block of four round a factor twice',
      {
        'mul(factor, v128.load(b))':
          'mul(f32x4.mul(factor, f32x4.splat(3)), f32x4.div(v128.load(b), f32x4.splat(3)))',
      },
    ],
  ])('catches in the bits of predictions that %s', (_, edits) => {
    expect(differences(mutant('multiply.ts', edits)).bits).toBeGreaterThan(0);
  });

  const warm1 = 'f32x4.div(m, f32x4.splat(warm1))';
  const warm2 = 'f32x4.div(v, f32x4.splat(warm2))';

  test.each<[string, string, Record<string, string>]>([
    ['the first moment is not corrected', 'adam.ts', { [warm1]: 'm' }],
    ['the second moment is not corrected', 'adam.ts', { [warm2]: 'v' }],
    [
      'the corrections are exchanged',
      'adam.ts',
      { 'splat(warm1)': 'splat(warm2)', [warm2]: 'f32x4.div(v, f32x4.splat(warm1))' },
    ],
    ['moments are dropped too early', 'adam.ts', { 'f32x4.splat(1e-30)': 'f32x4.splat(1e-6)' }],
    [
      'the gate of ReLU is open at 0',
      'layers.ts',
      { 'f32x4.gt(v128.load(y), zero)': 'f32x4.ge(v128.load(y), zero)' },
    ],
  ])('catches in the weights after a step that %s', (_, source, edits) => {
    expect(differences(mutant(source, edits)).error).toBeGreaterThan(1e-6);
  });
});
