import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import type { Simulation } from '../../src/simulation/simulation.js';
import type { RoundRecord } from '../../src/systems/records.js';
import { exactDeviation, exactSum } from '../statistics/exact.js';
import { U } from '../statistics/running.js';
import { markets, prepared } from './run.js';

const plainSum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Two passes over all loads. */
function plainDeviation(loads: readonly number[]): number {
  const mean = plainSum(loads) / loads.length;
  return Math.sqrt(plainSum(loads.map((load) => (load - mean) ** 2)) / loads.length);
}

/**
 * Holds a round's sums against those over all servers: exact, within the documented bound; plain, within that and what
 * N plain additions may lose, N·u·Σ.
 */
function expectTotals({ servers, auctions }: Simulation, record: RoundRecord, peak: number): void {
  const { count } = servers;
  const loads = [...servers.load.subarray(0, count)];
  const distances = loads.map((load, i) =>
    Math.abs(load - servers.capacity[i]! * servers.targetLoadRatio[i]!),
  );
  // Servers change when they take on a part of a task (at most 4 here) and at the end of a round.
  const changes = 4 * auctions + count * (record.round + 2);
  const pairs = [
    { running: record.load, list: loads, most: peak },
    { running: -record.welfare, list: distances, most: peak + plainSum(distances) },
  ];
  for (const { running, list, most } of pairs) {
    const bound = 2 * U * running + 5 * changes * U * U * most;
    expect(Math.abs(running - exactSum(list))).toBeLessThanOrEqual(bound);
    expect(Math.abs(running - plainSum(list))).toBeLessThanOrEqual(bound + count * U * running);
  }
  const bound = 3 * U * record.fairness + U * peak * Math.sqrt(15 * changes + 30);
  expect(Math.abs(record.fairness - exactDeviation(loads))).toBeLessThanOrEqual(bound);
  const plain = Math.abs(record.fairness - plainDeviation(loads));
  expect(plain).toBeLessThanOrEqual(bound + count * U * (record.fairness + record.load / count));
}

const scenarios: Record<string, ScenarioInput> = {
  ...markets,
  '200 servers that drain': {
    seed: 7,
    time: { rounds: 30, drain: true },
    servers: { count: 200, coalitions: 8 },
    arrivals: { process: 'poisson', rate: 120 },
    tasks: { load: { pareto: [1.5, 3] } },
  },
};

test.each(Object.entries(scenarios))(
  'sums over all servers are followed within their bounds: %s',
  async (_, scenario) => {
    let [assigned, rounds] = [0, 0];
    const simulation = await prepared(scenario, [
      {
        // All load that was ever assigned bounds every sum of loads on the way.
        auction: ({ load }) => {
          assigned += load;
        },
        round: (record) => {
          rounds++;
          expectTotals(simulation, record, assigned);
        },
      },
    ]);
    simulation.run();
    expect(rounds).toBeGreaterThanOrEqual(30);
  },
);

test('a fleet that has drained has no load and no spread, to the bit', async () => {
  const rounds: RoundRecord[] = [];
  const simulation = await prepared(scenarios['200 servers that drain']!, [
    { round: (record) => rounds.push(record) },
  ]);
  simulation.run();
  const { load, fairness, jain, gini } = rounds.at(-1)!;
  expect([simulation.summary().stop, load, fairness, jain, gini]).toEqual(['drained', 0, 0, 1, 0]);
});
