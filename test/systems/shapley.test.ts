import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';

type Terms = NonNullable<NonNullable<ScenarioInput['metrics']>['shapley']>;

/** Values and errors of the servers after the last of five rounds, and the digest of the run. */
async function valued(shapley: Terms) {
  const loaded = await prepareScenario({ time: { rounds: 5 }, metrics: { shapley } });
  let values: { value: number; error: number }[] = [];
  const { digest } = simulate(loaded, {
    observers: [
      {
        server: ({ server, shapley, shapley_error }) => {
          if (server === 0) values = [];
          values.push({ value: shapley, error: shapley_error });
        },
      },
    ],
  });
  return { values, digest };
}

const game = 'load-equalisation';

test('servers have the same values by every exact method', async () => {
  const closed = await valued({ game, method: 'closed-form' });
  const enumerated = await valued({ game, method: 'enumeration' });
  expect(closed.values).toHaveLength(7);
  for (const [server, { value, error }] of enumerated.values.entries()) {
    expect(error).toBe(0);
    expect(value).toBeCloseTo(closed.values[server]!.value, 8);
  }
});

test.each(['independent', 'antithetic', 'stratified'] as const)(
  'sampled values of %s orders are within five of their errors, and no value changes the run',
  async (sampling) => {
    const exact = await valued({ game, method: 'closed-form' });
    const terms = { game, method: 'monte-carlo', sampling } as const;
    const sampled = await valued({ ...terms, permutations: 700 });
    expect(sampled.digest).toBe(exact.digest);
    for (const [server, { value, error }] of sampled.values.entries()) {
      expect(Math.abs(value - exact.values[server]!.value)).toBeLessThanOrEqual(5 * error + 1e-9);
    }
    const precise = await valued({ ...terms, permutations: 100_000, precision: 0.02 });
    const size = exact.values.reduce((sum, { value }) => sum + Math.abs(value) / 7, 0);
    for (const { error } of precise.values) expect(1.95 * error).toBeLessThanOrEqual(0.021 * size);
  },
);
