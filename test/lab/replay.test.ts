import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketArbitrary, reportArbitrary } from '../../src/lab/arbitraries/market.js';
import { type LabMarket, utility, withReports } from '../../src/lab/market.js';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { replayOfReports, replayScenario } from '../../src/lab/replay.js';
import { replayed } from './replayed.js';

const replayable = ['first-price', 'second-price', 'paper', 'binding-reserve'] as const;

describe.each(replayable)('the engine and the lab hold the same auction: %s', (name) => {
  const mechanism = mechanisms[name];
  const { domain } = mechanism;

  /** What was there before the sale in question: the task that keeps one server busy, sold on the truth. */
  const before = (market: LabMarket, server: number): number => {
    if (market.busy < 0) return 0;
    const alone = { ...market, busy: -1 };
    return utility(alone, mechanism.run(market.costs, alone), server);
  };

  test('to the last bits of every utility, whatever is said', async () => {
    const cases = fc.record({
      market: marketArbitrary(domain),
      said: fc.array(reportArbitrary(domain), { minLength: 6, maxLength: 6 }),
      liars: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    });
    const property = fc.asyncProperty(cases, async ({ market, said, liars }) => {
      const lies = new Map([...market.costs.keys()].filter((i) => liars[i]).map((i) => [i, said[i]!]));
      const { scenario } = replayOfReports(mechanism, market, lies, 'replay');
      fc.pre(scenario !== undefined);
      const outcome = mechanism.run(withReports(market.costs, lies), market);
      const { utilities } = await replayed(scenario!);
      for (const server of market.costs.keys()) {
        const expected = utility(market, outcome, server) + before(market, server);
        const scale = Math.max(...market.costs.flat(), ...[...lies.values()].flat());
        expect(Math.abs(utilities[server]! - expected)).toBeLessThanOrEqual(4 * 2 ** -52 * scale);
      }
    });
    await fc.assert(property, { seed: 1, numRuns: 100 });
  });
});

test('the engine and the lab move a binding reserve alike, round by round', async () => {
  const { repeated } = mechanisms['binding-reserve'];
  const price = fc.integer({ min: 1, max: 60 });
  const cases = fc.record({
    costs: fc.array(price, { minLength: 2, maxLength: 4 }),
    said: fc.array(price, { minLength: 1, maxLength: 5 }),
  });
  const property = fc.asyncProperty(cases, async ({ costs, said }) => {
    let memory = repeated!.start(costs.length);
    const expected = costs.map(() => 0);
    for (const says of said) {
      const { sale, memory: next } = repeated!.round(costs.with(0, says), memory);
      if (sale.winner >= 0) expected[sale.winner]! += sale.payment - costs[sale.winner]!;
      memory = next;
    }
    const lies = said.map((says, task) => ({ server: 0, task, says }));
    const scenario = replayScenario('rounds', costs, lies, repeated!.scenario, said.length);
    const { utilities } = await replayed(scenario as Exclude<typeof scenario, string>);
    for (const [server, utility] of utilities.entries()) expect(utility).toBeCloseTo(expected[server]!, 9);
  });
  await fc.assert(property, { seed: 2, numRuns: 100 });
});

describe('saved counterexamples still speak', () => {
  const folder = join(import.meta.dirname, 'counterexamples');

  test.each(readdirSync(folder))('%s', async (file) => {
    const said = [
      ...readFileSync(join(folder, file), 'utf8')
        .split('\n')[0]!
        .matchAll(/gains ([\d.]+)/g),
    ];
    const { gains, affected } = await replayed(join(folder, file));
    // Who tells the truth and gains by another's lie is no liar.
    const gained = [...gains, ...(affected ? [affected] : [])].map(({ gain }) => gain);
    const told = said.map(([, gain]) => Number(gain)).filter((gain) => gain > 0);
    expect(told.length).toBeGreaterThan(0);
    expect(gained).toEqual(expect.arrayContaining(told));
  });
});
