import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FleetTotals } from '../../src/market/fleet-totals.js';
import { World } from '../../src/world/world.js';
import { changes, expectDeviation, expectSum, set } from '../statistics/running.js';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const fleet = fc.array(
  fc.record({
    capacity: fc.oneof(fc.constantFrom(50, 100), number(1e-3, 1e6)),
    targetLoadRatio: fc.constantFrom(0, 0.5, 0.7, 2),
    processingRate: number(0, 50),
    sensitivity: fc.constant(1),
    riskAversion: fc.constant(0),
    coalition: fc.constant(0),
  }),
  { minLength: 1, maxLength: 6 },
);

const change = fc.record({
  server: fc.nat({ max: 5 }),
  load: fc.oneof(fc.constantFrom(0, 0, 25, 25.1), number(1e-9, 1e3)),
  told: fc.integer({ min: 1, max: 3 }),
});

/** Follows random changes of load and looks after each; `told` says how often the totals hear of it. */
const story = (tell: (times: number) => number) =>
  fc.property(fleet, fc.array(change, { maxLength: 60, size: 'max' }), (traits, steps) => {
    const { servers } = new World(traits);
    const totals = new FleetTotals(servers);
    const loads = changes(traits.length);
    const distances = changes(traits.length);
    const distance = (id: number) =>
      Math.abs(servers.load[id]! - servers.capacity[id]! * servers.targetLoadRatio[id]!);
    for (let id = 0; id < servers.count; id++) set(distances, id, distance(id));
    for (const { server, load, told } of steps) {
      const id = server % servers.count;
      servers.load[id] = load;
      set(loads, id, load);
      set(distances, id, distance(id));
      for (let time = 0; time < tell(told); time++) totals.serverChanged(id);
      expectSum(totals.load, loads);
      expectDeviation(totals.fairness, loads);
      expectSum(-totals.welfare, distances);
    }
  });

test('totals are within their bounds of the exact ones after every change, however often they are told of it', () => {
  fc.assert(
    story((told) => told),
    { seed: 1, numRuns: 400 },
  );
});

test('the bounds catch totals that are not told of some changes', () => {
  const { failed } = fc.check(
    story((told) => told - 1),
    { seed: 2, numRuns: 100 },
  );
  expect(failed).toBe(true);
});

test('an idle fleet has no load, no spread and the welfare of its targets', () => {
  const one = {
    capacity: 80,
    targetLoadRatio: 0.5,
    processingRate: 5,
    sensitivity: 1,
    riskAversion: 0,
    coalition: 0,
  };
  const { load, fairness, welfare, processingRate } = new FleetTotals(new World([one, one]).servers);
  expect([load, fairness, welfare, processingRate]).toEqual([0, 0, -80, 10]);
});
