import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActionKind, actionKinds } from '../../src/environment/action-kinds.js';

const rate = fc.oneof(fc.constantFrom(0, 0.1, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const sensitivity = fc.oneof(fc.constantFrom(0, 0.1, 1e100), fc.double({ min: 0, max: 1e12, noNaN: true }));
/** Numbers near the bounds of every space, whole or not. */
const near = fc.oneof(fc.integer({ min: -4, max: 8 }), fc.double({ min: -2, max: 4, noNaN: true }));

describe.each(Object.entries<ActionKind>(actionKinds))('%s actions', (_, kind) => {
  const action = near.filter(kind.isAction);

  test('have a space with an entry a server, of just the numbers that are actions', () => {
    const space = kind.space(5);
    expect(space.shape).toEqual([5]);
    const inSpace = (value: number): boolean =>
      space.type === 'Box'
        ? Number(space.low) <= value && value <= Number(space.high)
        : Number.isInteger(value) && 0 <= value && value < space.nvec[0]!;
    const property = fc.property(near, (value) => kind.isAction(value) === inSpace(value));
    fc.assert(property, { seed: 1, numRuns: 500 });
    if (space.type === 'MultiDiscrete') expect(new Set(space.nvec).size).toBe(1);
  });

  test('are numbers, finite ones', () => {
    const property = fc.property(fc.anything(), (value) => {
      if (kind.isAction(value)) expect(Number.isFinite(value)).toBe(true);
    });
    fc.assert(property, { seed: 2, numRuns: 2000 });
    for (const value of [Number.NaN, Infinity, -Infinity, undefined, null, '0', [0], 0n, true]) {
      expect(kind.isAction(value)).toBe(false);
    }
  });

  test('move a sensitivity by no more than the share η of it', () => {
    const property = fc.property(action, sensitivity, rate, (value, before, eta) => {
      const after = kind.apply(value, before, eta);
      expect(after).toBeGreaterThanOrEqual(before * (1 - eta));
      expect(after).toBeLessThanOrEqual(before * (1 + eta));
    });
    fc.assert(property, { seed: 3, numRuns: 500 });
  });

  test('change nothing at a rate of 0', () => {
    const property = fc.property(action, sensitivity, (value, before) => {
      expect(kind.apply(value, before, 0)).toBe(before);
    });
    fc.assert(property, { seed: 4, numRuns: 200 });
  });
});

test('discrete actions are the ends and the middle of continuous ones, to the bit', () => {
  const { continuous, discrete } = actionKinds;
  const property = fc.property(sensitivity, rate, (before, eta) => {
    for (const [code, value] of [
      [0, 1],
      [1, -1],
      [2, 0],
    ] as const) {
      expect(continuous.apply(value, before, eta)).toBe(discrete.apply(code, before, eta));
    }
  });
  fc.assert(property, { seed: 5, numRuns: 500 });
});
