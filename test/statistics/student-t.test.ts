import { describe, expect, test } from 'vitest';
import { studentTail, studentTailQuantile } from '../../src/statistics/student-t.js';

const tails = [0.4, 0.1, 0.05, 0.025, 0.005, 1e-3, 1e-4, 1e-6];

/** Quantiles in closed form: Cauchy's for 1 degree of freedom, algebraic ones for 2 and 4 (Shaw 2006). */
const closed: Record<number, (tail: number) => number> = {
  1: (tail) => 1 / Math.tan(Math.PI * tail),
  2: (tail) => (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail)),
  4: (tail) => {
    const root = Math.sqrt(4 * tail * (1 - tail));
    return 2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1);
  },
};

const expectNear = (value: number, known: number, error: number) =>
  expect(Math.abs(value / known - 1)).toBeLessThan(error);

describe("Student's t", () => {
  test.each(Object.keys(closed).map(Number))(
    'has its quantiles in closed form with %i degrees',
    (freedom) => {
      for (const tail of tails) {
        expectNear(studentTailQuantile(tail, freedom), closed[freedom]!(tail), 1e-6);
      }
    },
  );

  test.each([
    // Published tables to 3 digits, and the normal's to 15.
    { tail: 0.025, freedom: 9, known: 2.262, error: 2e-4 },
    { tail: 0.025, freedom: 31, known: 2.0395, error: 1e-4 },
    { tail: 0.005, freedom: 31, known: 2.744, error: 1e-4 },
    { tail: 0.025, freedom: Number.POSITIVE_INFINITY, known: 1.959963984540054, error: 1e-14 },
    { tail: 0.005, freedom: Number.POSITIVE_INFINITY, known: 2.5758293035489, error: 1e-13 },
  ])('is above $known with chance $tail for $freedom degrees', ({ tail, freedom, known, error }) => {
    expectNear(studentTailQuantile(tail, freedom), known, error);
  });

  test('has tails that its quantiles undo, on either side, and falls towards the normal', () => {
    let before = Number.POSITIVE_INFINITY;
    for (const freedom of [2, 3, 9, 31, 63, 1000, Number.POSITIVE_INFINITY]) {
      for (const tail of [...tails, 1e-9]) {
        const t = studentTailQuantile(tail, freedom);
        expectNear(studentTail(t, freedom), tail, 1e-6);
        expectNear(studentTail(-t, freedom), 1 - tail, 1e-6);
      }
      const t = studentTailQuantile(0.025, freedom);
      expect(t).toBeLessThan(before);
      before = t;
    }
  });
});
