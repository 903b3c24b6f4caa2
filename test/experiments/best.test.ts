import { describe, expect, test } from 'vitest';
import { bestOf } from '../../src/experiments/best.js';
import { Streams } from '../../src/random/streams.js';
import { meanInterval } from '../../src/statistics/mean-interval.js';
import { normals } from '../statistics/draws.js';

const sample = (values: number[]) => ({ values, freedom: values.length - 1 });
const named = (lists: Record<string, number[]>) =>
  new Map(Object.entries(lists).map(([name, values]) => [name, sample(values)]));

describe('the best of several alternatives', () => {
  test('is the one that is surely below all others, and how far others are above it is told', () => {
    const found = bestOf('sojourn', named({ a: [1, 2, 3], b: [11, 12, 13.1], c: [21, 22, 23.2] }), 0.95)!;
    expect(found.candidates).toEqual(['a']);
    expect(found.aboveBest.a).toBe(0);
    // One-sided, of c − a, and one of two: 97.5 %.
    expect(found.aboveBest.c).toBe(meanInterval([20, 20, 20.2], 0.95).high);
  });

  test('is one of those that none is surely below', () => {
    const { aboveBest, candidates } = bestOf(
      'sojourn',
      named({ a: [1, 2, 4], b: [1.5, 1.4, 4.2], c: [9, 10, 12] }),
      0.9,
    )!;
    expect(candidates).toEqual(['a', 'b']);
    expect(aboveBest.a).toBeGreaterThan(0);
  });

  test('may be all that are equal', () => {
    const { aboveBest, candidates } = bestOf('sojourn', named({ a: [1, 2], b: [1, 2], c: [3, 4] }), 0.9)!;
    expect(candidates).toEqual(['a', 'b']);
    expect([aboveBest.a, aboveBest.b]).toEqual([0, 0]);
  });

  test('is not told where an alternative lacks a value or an interval', () => {
    expect(bestOf('sojourn', named({ a: [1, 2], b: [Number.NaN, 2], c: [3, 4] }), 0.9)).toBeUndefined();
    const withheld = new Map(named({ a: [1, 2], b: [1, 2] })).set('c', {
      ...sample([1, 2]),
      withheld: 'tail',
    } as never);
    expect(bestOf('sojourn-p99', withheld, 0.9)).toBeUndefined();
  });

  test('is among the candidates as often as told, whatever pairs have in common', () => {
    const draw = normals(new Streams(1).uniform('best'));
    const experiments = 2000;
    let held = 0;
    for (let e = 0; e < experiments; e++) {
      const lists: Record<string, number[]> = { a: [], b: [], c: [], d: [] };
      for (let i = 0; i < 12; i++) {
        const common = 3 * draw();
        for (const list of Object.values(lists)) list.push(common + draw());
      }
      const { aboveBest, candidates } = bestOf('sojourn', named(lists), 0.9)!;
      // All means are 0: a is a best one, and no alternative is above it.
      if (candidates.includes('a') && Object.values(aboveBest).every((distance) => distance >= 0)) held++;
    }
    // At least 90 %, less four standard deviations of a binomial.
    expect(held / experiments).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / experiments));
  });
});
