import { describe, expect, test } from 'vitest';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import { DeepQAgent, deepQDefaults } from '../../../src/learning/neural/deep-q-agent.js';
import { glorotUniform } from '../../../src/learning/neural/glorot.js';
import { KernelQTrainer } from '../../../src/learning/neural/kernel-q-trainer.js';
import { type NetworkShape, paperHidden } from '../../../src/learning/neural/network.js';
import { qTrainers } from '../../../src/learning/neural/q-trainers.js';
import { CounterDraws } from '../../../src/random/counter-draws.js';
import { differentWeights, draws, randomWeights, vector } from './arbitrary-network.js';

const paper: NetworkShape = { inputs: 4, hidden: paperHidden, outputs: 3 };
const streams = { exploration: new CounterDraws(1), replay: new CounterDraws(2) };

function agent(terms = deepQDefaults): DeepQAgent {
  const weights = randomWeights(paper, draws(1));
  const trainer = new KernelQTrainer({
    shape: paper,
    weights,
    batch: 32,
    discount: 0.99,
    adam: adamDefaults,
  });
  return new DeepQAgent(trainer, terms, streams);
}

describe('a deep Q-agent', () => {
  test('learns the same by TensorFlow.js, to the bit, actions included', async () => {
    const terms = {
      shape: paper,
      weights: glorotUniform(paper, draws(4)),
      batch: 32,
      discount: 0.99,
      adam: adamDefaults,
    };
    const trainers = [(await qTrainers.kernel())(terms), (await qTrainers.tfjs())(terms)];
    const runs = trainers.map((trainer) => {
      const learner = new DeepQAgent(trainer, { ...deepQDefaults, targetEvery: 10 }, streams);
      const uniform = draws(5);
      const actions = new Uint8Array(8);
      const log: number[] = [];
      for (let step = 0; step < 60; step++) {
        const states = vector(8 * 4, uniform, 2);
        learner.act(states, 8, [0, 1, 2, 3, 4, 5, 6, 7], step, actions);
        log.push(...actions);
        for (let row = 0; row < 8; row++) {
          const state = states.subarray(4 * row, 4 * row + 4);
          learner.remember(state, actions[row]!, actions[row]! - state[0]!, vector(4, uniform, 2));
        }
        log.push(learner.learn() ?? -1);
      }
      return { log, weights: trainer.weights() };
    });
    expect(runs[0]!.log).toEqual(runs[1]!.log);
    expect(differentWeights(runs[0]!.weights, runs[1]!.weights)).toBe(0);
    for (const trainer of trainers) trainer.dispose();
  });

  test('does not look at the rows beside one, nor at their order', () => {
    const learner = agent({ ...deepQDefaults, exploration: { initial: 0.5, decay: 1, least: 0.1 } });
    const states = vector(40 * 4, draws(6), 2);
    const all = Array.from({ length: 40 }, (_, i) => i);
    const together = new Uint8Array(40);
    learner.act(states, 40, all, 9, together);
    expect(new Set(together)).toEqual(new Set([0, 1, 2]));
    const alone = new Uint8Array(1);
    for (const row of all.reverse()) {
      learner.act(states.subarray(4 * row), 1, [row], 9, alone);
      expect(alone[0]).toBe(together[row]);
    }
  });

  test('explores with a chance that falls from 0.1 by 0.5 % a step to 0.01', () => {
    const learner = agent();
    expect(learner.epsilon).toBe(0.1);
    learner.learn();
    expect(learner.epsilon).toBe(0.0995);
    for (let step = 1; step < 100; step++) learner.learn();
    expect(learner.epsilon).toBeCloseTo(0.1 * 0.995 ** 100, 12);
    for (let step = 0; step < 400; step++) learner.learn();
    expect(learner.epsilon).toBe(0.01);
  });

  test('learns nothing before it remembers a batch', () => {
    const learner = agent();
    const state = new Float32Array(4);
    for (let i = 0; i < 31; i++) learner.remember(state, 0, 1, state);
    expect(learner.learn()).toBeUndefined();
    learner.remember(state, 0, 1, state);
    expect(learner.learn()).toBeGreaterThan(0);
  });
});
