import fc from 'fast-check';
import type { Bidders } from '../../src/market/bids.js';

/** A fleet that a test may change: columns with room for more servers than bid at first. */
export interface Fleet extends Bidders {
  count: number;
}

/** What one server is like. */
export interface Traits {
  capacity: number;
  load: number;
  sensitivity: number;
  riskAversion: number;
  targetLoadRatio: number;
}

/** Traits from few values, so that servers tie, or from anywhere, extremes included. */
const few: fc.Arbitrary<Traits> = fc.record({
  capacity: fc.constantFrom(50, 100),
  load: fc.constantFrom(0, 0, 25, 200),
  sensitivity: fc.constantFrom(0, 1, 2),
  riskAversion: fc.constantFrom(0, 0.5),
  targetLoadRatio: fc.constantFrom(0.5),
});
const any: fc.Arbitrary<Traits> = fc.record({
  capacity: fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
  load: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e4, noNaN: true })),
  sensitivity: fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom(1e6, 1e100)),
  riskAversion: fc.double({ min: 0, max: 2, noNaN: true }),
  targetLoadRatio: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Traits of one server. */
export const traits = fc.oneof(few, any);

/** 1 to `most` servers; all alike, from few values, or all different. */
export function fleetTraits(most: number): fc.Arbitrary<Traits[]> {
  const alike = fc
    .tuple(few, fc.integer({ min: 1, max: most }))
    .map(([one, n]) => Array<Traits>(n).fill(one));
  return fc.oneof(
    alike,
    fc.array(few, { minLength: 1, maxLength: most, size: 'max' }),
    fc.array(any, { minLength: 1, maxLength: most, size: 'max' }),
  );
}

/** Columns of these servers, with room for `room` in all. */
export function fleetOf(servers: readonly Traits[], room: number): Fleet {
  const column = (value: (server: Traits) => number): Float64Array => {
    const values = new Float64Array(Math.max(room, servers.length));
    for (const [i, server] of servers.entries()) values[i] = value(server);
    return values;
  };
  return {
    count: servers.length,
    capacity: column(({ capacity }) => capacity),
    load: column(({ load }) => load),
    sensitivity: column(({ sensitivity }) => sensitivity),
    riskAversion: column(({ riskAversion }) => riskAversion),
    targetLoadRatio: column(({ targetLoadRatio }) => targetLoadRatio),
  };
}
