import { describe, expect, test } from 'vitest';
import { ActorCritic, actorCriticDefaults, criticShape } from '../../../src/learning/neural/actor-critic.js';
import { ActorCriticAgent } from '../../../src/learning/neural/actor-critic-agent.js';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import type { Agent } from '../../../src/learning/neural/agent.js';
import { DeepQAgent, deepQDefaults } from '../../../src/learning/neural/deep-q-agent.js';
import { glorotUniform } from '../../../src/learning/neural/glorot.js';
import { KernelQTrainer } from '../../../src/learning/neural/kernel-q-trainer.js';
import { softmax } from '../../../src/learning/neural/softmax.js';
import { CounterDraws } from '../../../src/random/counter-draws.js';
import { draws } from './arbitrary-network.js';
import { discount, encoded, move, nextState, optimal, reward, stay } from './two-state-problem.js';

const shape = { inputs: 4, hidden: [64, 64], outputs: 2 };

/** What a mutant gets wrong; by default nothing. */
interface Told {
  reward(state: number, action: number): number;
  /** The state that is told to follow; the problem itself goes on as ever. */
  next(state: number, action: number): number;
}
const truth: Told = { reward, next: nextState };

/** Has `agent` act in the problem, which begins anew every `again` steps, so that both states are visited for ever. */
function play(agent: Agent, steps: number, again: number, told: Partial<Told>): void {
  const { reward, next } = { ...truth, ...told };
  const chosen = new Uint8Array(1);
  let state = 0;
  for (let step = 0; step < steps; step++) {
    if (step % again === 0) state = (step / again) & 1;
    agent.act(encoded[state]!, 1, [0], step, chosen);
    const action = chosen[0]!;
    agent.remember(encoded[state]!, action, reward(state, action), encoded[next(state, action)]!);
    agent.learn();
    state = nextState(state, action);
  }
}

describe('a deep Q-network finds the known values of a problem of two states', () => {
  /** The largest error of a value after 8,000 steps of learning. */
  function largestError(told: Partial<Told> = {}, terms: { discount?: number; targetEvery?: number } = {}) {
    const weights = glorotUniform(shape, draws(3));
    const trainer = new KernelQTrainer({ shape, weights, batch: 32, discount, adam: adamDefaults, ...terms });
    const exploration = { initial: 0.5, decay: 1, least: 0.5 };
    const streams = { exploration: new CounterDraws(1), replay: new CounterDraws(2) };
    play(new DeepQAgent(trainer, { ...deepQDefaults, ...terms, exploration }, streams), 8000, 8000, told);
    const values = new Float32Array(2);
    const errors = [0, 1].flatMap((state) => {
      trainer.predict(encoded[state]!, 1, values);
      return [stay, move].map((action) => Math.abs(values[action]! - optimal[state]![action]!));
    });
    return Math.max(...errors);
  }

  test('within 0.5 of 20', () => {
    expect(largestError()).toBeLessThan(0.5);
  });

  test.each([
    ['the discount is 0.89', () => largestError({}, { discount: 0.89 })],
    ['the target network never follows', () => largestError({}, { targetEvery: 1e6 })],
    ['the state that was left is told to follow', () => largestError({ next: (state) => state })],
    [
      'the reward is that of the state reached',
      () => largestError({ reward: (s, a) => nextState(s, a) + 1 }),
    ],
  ])('and not where %s', (_, error) => {
    expect(error()).toBeGreaterThan(1);
  });
});

describe('an actor-critic finds the best policy of a problem of two states, and its values', () => {
  /** The least chance of a best action, and the largest error of a state's value, after 60,000 steps. */
  function outcome(told: Partial<Told> = {}, terms: { discount?: number; entropy?: number } = {}) {
    const uniform = draws(3);
    const initial = {
      policy: glorotUniform(shape, uniform),
      critic: glorotUniform(criticShape(shape), uniform),
    };
    const networks = new ActorCritic({ ...actorCriticDefaults, shape, ...initial, discount, ...terms });
    play(new ActorCriticAgent(networks, 16, new CounterDraws(4)), 60_000, 10, told);
    const found = [move, stay].map((best, state) => {
      const scores = new Float32Array(2);
      const chances = new Float64Array(2);
      const value = new Float32Array(1);
      networks.scores(encoded[state]!, 1, scores);
      softmax(scores, 0, 2, chances);
      networks.values(encoded[state]!, 1, value);
      return { chance: chances[best]!, error: Math.abs(value[0]! - optimal[state]![best]!) };
    });
    return {
      chance: Math.min(...found.map(({ chance }) => chance)),
      error: Math.max(...found.map(({ error }) => error)),
    };
  }

  test('with a chance above 0.95, and within 1 of 20', () => {
    const { chance, error } = outcome();
    expect(chance).toBeGreaterThan(0.95);
    expect(error).toBeLessThan(1);
  });

  test.each([
    ['the future does not count', () => outcome({}, { discount: 0 })],
    ['rewards are costs', () => outcome({ reward: (state, action) => -reward(state, action) })],
    ['the state that was left is told to follow', () => outcome({ next: (state) => state })],
    ['the bonus for entropy outweighs rewards', () => outcome({}, { entropy: 30 })],
  ])('and no such policy where %s', (_, mutant) => {
    expect(mutant().chance).toBeLessThan(0.9);
  });

  test('and no such values where the discount is 0.8', () => {
    expect(outcome({}, { discount: 0.8 }).error).toBeGreaterThan(5);
  });
});
