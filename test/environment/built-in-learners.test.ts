import { describe, expect, test } from 'vitest';
import { MarketEnvironment } from '../../src/environment/market-environment.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { actionBetween, builtIn, ownLearner } from './built-in.js';
import { column, everyone, KEEP, play } from './play.js';

/** Few servers, so that there are rounds after which all of them keep; slack enough for loads to come back. */
const learnt: ScenarioInput = {
  time: { rounds: 60 },
  servers: { count: 2, processingRate: 12 },
  arrivals: { process: 'poisson', rate: 1.5 },
};
const kinds: Record<string, ScenarioInput['learning']> = {
  none: { mode: 'none' },
  'epsilon-greedy bandit': { mode: 'bandit', epsilon: 0.5 },
  'UCB1 bandit': { mode: 'bandit', policy: 'ucb1' },
  'Thompson bandit': { mode: 'bandit', policy: 'thompson' },
  'q-learning': { mode: 'q-learning', epsilon: 0.5 },
};

describe.each(Object.entries(kinds))('driven as the built-in %s would act', (_, learning) => {
  // The built-in learners act at the end of each round: what they do after round r is the action of step r + 1.
  async function driven(rounds: number) {
    const run = await builtIn({ ...learnt, time: { rounds }, learning });
    const environment = new MarketEnvironment(run.loaded);
    const learner = ownLearner(run.loaded);
    const { rate } = run.loaded.scenario.learning;
    const steps = play(environment, (step, observation) => {
      if (step === 0) return everyone(environment, KEEP);
      const [ratio, sensitivity, target] = ['load_ratio', 'sensitivity', 'target_load_ratio'].map((name) =>
        column(observation, name),
      );
      return sensitivity!.map((before, id) =>
        actionBetween(before, learner.step(id, step - 1, ratio![id]!, target![id]!, before), rate),
      );
    });
    return { run, environment, steps };
  }

  test('an environment shows the same loads, sensitivities and rounds, to the bit', async () => {
    const { run, steps } = await driven(60);
    expect(steps.map(({ info: { seed, ...round } }) => round)).toEqual(run.rounds);
    for (const [round, { observation }] of steps.entries()) {
      expect(column(observation, 'load_ratio')).toEqual(run.servers[round]!.map(({ ratio }) => ratio));
      // What is learnt from a round shows after the next.
      if (round === 0) continue;
      const sensitivities = run.servers[round - 1]!.map(({ sensitivity }) => sensitivity);
      expect(column(observation, 'sensitivity')).toEqual(sensitivities);
    }
  });

  test('an environment has the same digest, where the last thing learnt is to keep', async () => {
    const { servers } = await builtIn({ ...learnt, learning });
    const keeps = (round: number) =>
      servers[round]!.every(({ sensitivity }, id) => sensitivity === servers[round - 1]![id]!.sensitivity);
    const last = servers.findLastIndex((_, round) => round > 0 && keeps(round));
    expect(last).toBeGreaterThan(10);
    const { run, environment } = await driven(last + 1);
    expect(environment.summary()).toEqual(run.summary);
  });
});

test('driven by load ratio − target, it moves as under the continuous rule, to the bit', async () => {
  const run = await builtIn({ ...learnt, learning: { mode: 'continuous' } });
  const environment = new MarketEnvironment(run.loaded, { actions: 'continuous' });
  const steps = play(environment, (step, observation) => {
    const targets = column(observation, 'target_load_ratio');
    return column(observation, 'load_ratio').map((ratio, id) => (step === 0 ? 0 : ratio - targets[id]!));
  });
  expect(steps.map(({ info: { seed, ...round } }) => round)).toEqual(run.rounds);
});

describe('rewards', () => {
  test('of error reduction are what the distance from the target fell by', async () => {
    const run = await builtIn({ ...learnt, learning: { mode: 'none' } });
    const environment = new MarketEnvironment(run.loaded);
    const errors = run.servers.map((row) => row.map(({ ratio }) => Math.abs(ratio - 0.5)));
    const expected = errors.map((row, round) =>
      row.map((error, id) => (errors[round - 1]?.[id] ?? 0.5) - error),
    );
    const steps = play(environment, () => everyone(environment, KEEP));
    expect(steps.map(({ reward }) => Array.from(reward))).toEqual(expected);
  });

  test('of profit are the utility of the round', async () => {
    const run = await builtIn({ ...learnt, learning: { mode: 'none' } });
    const environment = new MarketEnvironment(run.loaded, { reward: 'profit' });
    const expected = run.servers.map((row, round) =>
      row.map(({ utility }, id) => utility - (run.servers[round - 1]?.[id]?.utility ?? 0)),
    );
    const steps = play(environment, () => everyone(environment, KEEP));
    expect(steps.map(({ reward }) => Array.from(reward))).toEqual(expected);
    expect(expected.flat().some((utility) => utility !== 0)).toBe(true);
  });
});
