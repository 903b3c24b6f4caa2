import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionKinds } from '../../src/environment/action-kinds.js';
import { features } from '../../src/environment/features.js';
import { MarketEnvironment } from '../../src/environment/market-environment.js';
import { bidRewards } from '../../src/learning/neural/bid-rewards.js';
import { simulate } from '../../src/simulation/run.js';
import { marketArbitrary } from '../arbitraries/market.js';
import { loadedMarket } from '../reference/engine-market.js';

const names = <T extends object>(kind: T) => fc.constantFrom(...(Object.keys(kind) as (keyof T)[]));

const market = marketArbitrary(['equal', 'proportional', 'shapley']).map(loadedMarket);

/** The most rounds of an episode that is tried: some markets drain for very long. */
const MOST = 60;

test('observations are of their space and rewards finite, whatever the market and the actions', () => {
  const property = fc.property(
    market,
    names(actionKinds),
    names(bidRewards),
    fc.infiniteStream(fc.nat({ max: 2 })),
    (loaded, actions, reward, drawn) => {
      const environment = new MarketEnvironment(loaded, { actions, reward });
      const inSpace = (observation: Float64Array) =>
        observation.every((value, i) => {
          const { low, high } = features[i % features.length]!;
          return Number.isFinite(value) && low <= value && value <= high;
        });
      expect(inSpace(environment.reset().observation)).toBe(true);
      for (let rounds = 0; environment.agents.length > 0 && rounds < MOST; rounds++) {
        const action = environment.agents.map(() => drawn.next().value - (actions === 'continuous' ? 1 : 0));
        const step = environment.step(action);
        expect(inSpace(step.observation)).toBe(true);
        expect(step.reward.every(Number.isFinite)).toBe(true);
        expect(step.terminated || step.truncated).toBe(environment.agents.length === 0);
      }
    },
  );
  fc.assert(property, { seed: 1, numRuns: 300 });
});

test('actions that keep leave any market as it is without learning', () => {
  const property = fc.property(market, (loaded) => {
    const { scenario } = loaded;
    const time = { ...scenario.time, drain: false };
    const environment = new MarketEnvironment({ ...loaded, scenario: { ...scenario, time } });
    const none = { ...scenario, time, learning: { ...scenario.learning, mode: 'none' as const } };
    environment.reset();
    while (environment.agents.length > 0) environment.step(environment.agents.map(() => 2));
    // What does nothing without learning, or in an environment, is told of each.
    const { idleSettings: _, ...played } = environment.summary();
    // What lies were worth takes a run of its own, which an environment does not make.
    const { idleSettings: __, lies, liesToOthers, ...expected } = simulate({ ...loaded, scenario: none });
    expect(played).toEqual(expected);
  });
  fc.assert(property, { seed: 2, numRuns: 200 });
});
