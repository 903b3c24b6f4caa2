import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates } from '../../src/market/candidates.js';
import { marginalValue } from '../../src/market/partner-choices/marginal-value.js';

const load = fc.integer({ min: 0, max: 60 });
const market = fc.record({
  loads: fc.array(load, { minLength: 1, maxLength: 7 }),
  taskLoad: fc.integer({ min: 1, max: 40 }),
  most: fc.integer({ min: 0, max: 7 }),
});

/** By how much Σ load² is lower where the members share the task equally than where the first of them takes it. */
function value(loads: readonly number[], taskLoad: number): number {
  const squares = (list: readonly number[]) => list.reduce((sum, each) => sum + each * each, 0);
  const share = taskLoad / loads.length;
  const alone = loads.map((each, i) => (i === 0 ? each + taskLoad : each));
  return squares(alone) - squares(loads.map((each) => each + share));
}

/** Partners of server 0, who is never a candidate itself. */
function chosen(loads: readonly number[], taskLoad: number, most: number): number[] {
  const column = Float64Array.from(loads);
  const none = new Float64Array(loads.length);
  const fleet = {
    count: loads.length,
    capacity: new Float64Array(loads.length).fill(100),
    load: column,
    sensitivity: none,
    riskAversion: none,
    targetLoadRatio: none,
  };
  const members = Int32Array.from(loads.keys());
  const out = new Int32Array(7);
  const count = new Candidates(fleet, members, Number.MAX_VALUE, marginalValue).choose(
    most,
    0,
    taskLoad,
    out,
  );
  return [...out.subarray(0, count)];
}

/** Every set of partners of server 0, at most `most` of them. */
function sets(servers: number, most: number): number[][] {
  return Array.from({ length: 2 ** (servers - 1) }, (_, mask) =>
    Array.from({ length: servers - 1 }, (__, i) => i + 1).filter((i) => mask & (1 << (i - 1))),
  ).filter((partners) => partners.length <= most);
}

const loadsOf = (loads: readonly number[], partners: readonly number[]) =>
  [0, ...partners].map((id) => loads[id]!);

test('choosing one by one finds the set that lowers the squared loads most, of all sets', () => {
  const property = fc.property(market, ({ loads, taskLoad, most }) => {
    const best = Math.max(...sets(loads.length, most).map((set) => value(loadsOf(loads, set), taskLoad)));
    const found = value(loadsOf(loads, chosen(loads, taskLoad, most)), taskLoad);
    expect(Math.abs(found - best)).toBeLessThanOrEqual(1e-9 * Math.max(1, best));
  });
  fc.assert(property, { seed: 1, numRuns: 1000 });
});

test('each partner adds what its formula says, and who adds nothing is left out', () => {
  const property = fc.property(market, ({ loads, taskLoad }) => {
    const partners = chosen(loads, taskLoad, 7);
    const rest = [...loads.keys()].slice(1).filter((id) => !partners.includes(id));
    for (const [m, id] of [...partners.entries(), ...rest.map((id) => [partners.length, id] as const)]) {
      const before = loadsOf(loads, partners.slice(0, m));
      const sum = before.reduce((a, b) => a + b, 0);
      const members = m + 1;
      const formula = ((2 * taskLoad) / (members + 1)) * ((sum + taskLoad / 2) / members - loads[id]!);
      const added = value([...before, loads[id]!], taskLoad) - value(before, taskLoad);
      expect(added).toBeCloseTo(formula, 7);
      if (partners.includes(id)) expect(formula).toBeGreaterThan(0);
      else expect(formula).toBeLessThanOrEqual(1e-9);
    }
  });
  fc.assert(property, { seed: 2, numRuns: 500 });
});
