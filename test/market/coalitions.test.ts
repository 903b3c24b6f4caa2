import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Coalitions } from '../../src/market/coalitions.js';
import { leastLoaded } from '../../src/market/partner-choices/least-loaded.js';

const ratio = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 0.6, 2), fc.double({ min: 0, max: 2, noNaN: true }));

const fleet = fc.record({
  servers: fc.array(
    fc.record({ ratio, capacity: fc.constantFrom(1, 50, 64, 100), coalition: fc.nat({ max: 2 }) }),
    { minLength: 1, maxLength: 12 },
  ),
  terms: fc.record({ overload: ratio, partner: ratio, partners: fc.nat({ max: 4 }) }),
});

test('the partners are the least loaded free others of the coalition, ties to the lowest id', () => {
  const property = fc.property(fleet, fc.nat(), ({ servers, terms }, which) => {
    const none = new Float64Array(servers.length);
    const load = Float64Array.from(servers, (server) => server.ratio * server.capacity);
    const capacity = Float64Array.from(servers, (server) => server.capacity);
    const coalitions = new Coalitions(
      { count: servers.length, capacity, load, sensitivity: none, riskAversion: none, targetLoadRatio: none },
      Int32Array.from(servers, ({ coalition }) => coalition),
      { ...terms, choice: leastLoaded },
    );
    const winner = which % servers.length;
    const ratioOf = (id: number) => load[id]! / capacity[id]!;
    const expected = [...servers.keys()]
      .filter((id) => id !== winner && servers[id]!.coalition === servers[winner]!.coalition)
      .filter((id) => ratioOf(id) < terms.partner)
      .sort((a, b) => ratioOf(a) - ratioOf(b) || a - b)
      .slice(0, terms.partners);
    expect(coalitions.isOverloaded(winner)).toBe(terms.partners > 0 && ratioOf(winner) > terms.overload);
    if (!coalitions.isOverloaded(winner)) return;
    const out = new Int32Array(terms.partners);
    const found = coalitions.partnersOf(winner, 10, out);
    expect([...out.subarray(0, found)]).toEqual(expected);
  });
  fc.assert(property, { seed: 1, numRuns: 2000 });
});
