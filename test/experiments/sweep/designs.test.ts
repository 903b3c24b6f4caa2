import { describe, expect, test } from 'vitest';
import { designs } from '../../../src/experiments/sweep/designs.js';
import { type Range, valueAt } from '../../../src/experiments/sweep/range.js';

const of = {
  a: { from: 0, to: 1, scale: 'linear', whole: false },
  b: { from: 1, to: 100, scale: 'log', whole: false },
} as const;
const values = (points: readonly (readonly { value: unknown }[])[]) =>
  points.map((point) => point.map(({ value }) => value));

test('a grid has every combination, the last parameter fastest', () => {
  const grid = { design: 'grid', of: { x: [1, 2], y: ['a', null] } } as const;
  const terms = { ...grid, of: { x: [...grid.of.x], y: [...grid.of.y] } };
  expect(designs.grid.count(terms)).toBe(4);
  expect(values(designs.grid.points(terms, 1))).toEqual([
    [1, 'a'],
    [1, null],
    [2, 'a'],
    [2, null],
  ]);
});

test('a list has the points that it lists', () => {
  const terms = { design: 'list' as const, points: [{ x: 1 }, { y: 2 }] };
  expect(designs.list.points(terms, 1).flat()).toEqual([
    { path: 'x', value: 1, at: ['points', 0, 'x'] },
    { path: 'y', value: 2, at: ['points', 1, 'y'] },
  ]);
});

describe.each(['random', 'latin-hypercube', 'sobol'] as const)('the design %s', (name) => {
  const pointsOf = (seed: number, ranges: Record<string, Range> = of, points = 64) =>
    values(designs[name].points({ design: name, points, of: ranges } as never, seed)) as number[][];

  test('stays in its ranges, and depends on the seed alone', () => {
    for (const [a, b] of pointsOf(1)) {
      expect(a).toBeGreaterThanOrEqual(0);
      expect(a).toBeLessThanOrEqual(1);
      expect(b).toBeGreaterThanOrEqual(1);
      expect(b).toBeLessThanOrEqual(100);
    }
    expect(pointsOf(1)).toEqual(pointsOf(1));
    expect(pointsOf(2)).not.toEqual(pointsOf(1));
  });

  test('keeps what it draws of a parameter where another one is added after it', () => {
    expect(pointsOf(1, { a: of.a }).flat()).toEqual(pointsOf(1).map(([a]) => a));
  });

  test.runIf(name !== 'random')('has one of 64 points in each 64th of every range', () => {
    const slices = pointsOf(5).map(([a, b]) => [
      Math.floor(64 * a!),
      Math.floor((64 * Math.log(b!)) / Math.log(100)),
    ]);
    for (const axis of [0, 1]) expect(new Set(slices.map((point) => point[axis])).size).toBe(64);
  });
});

test('a range is covered from its lower to its upper end, whole numbers and lists evenly', () => {
  expect(valueAt(of.a, 0.25)).toBe(0.25);
  expect(valueAt(of.b, 0.5)).toBeCloseTo(10, 12);
  const counts = (range: Range) => {
    const found = new Map<unknown, number>();
    for (let u = 0; u < 1; u += 1 / 1200)
      found.set(valueAt(range, u), (found.get(valueAt(range, u)) ?? 0) + 1);
    return [...found];
  };
  for (const [value, count] of counts({ from: 2, to: 4, scale: 'linear', whole: true })) {
    expect([2, 3, 4]).toContain(value);
    expect(Math.abs(count - 400)).toBeLessThanOrEqual(1);
  }
  expect(counts(['x', 'y', 'z']).map(([value]) => value)).toEqual(['x', 'y', 'z']);
  const most = valueAt({ from: 1, to: 8, scale: 'log', whole: true }, 1 - 2 ** -53);
  expect(most).toBe(8);
});
