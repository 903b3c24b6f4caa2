import { describe, expect, test } from 'vitest';
import { compared } from '../../bench/comparison.js';
import { report, size, timing } from './report.js';

const changeOf = (before: Parameters<typeof report>[0][number], after: typeof before) =>
  compared(report([before]), report([after]), 0.1).changes[0]!;

describe('a change of a time', () => {
  test('is that of the ratio to the yardstick, however fast the machine was', () => {
    const slowMachine = timing({ nsPerOp: 300, yardstick: { name: 'scan', nsPerOp: 3000 } });
    expect(changeOf(timing(), slowMachine)).toMatchObject({ factor: 1, verdict: 'same' });
    expect(changeOf(timing(), timing({ ratio: 5 }))).toMatchObject({ factor: 2, verdict: 'worse' });
    expect(changeOf(timing(), timing({ ratio: 20 }))).toMatchObject({ factor: 0.5, verdict: 'better' });
  });

  test.each([
    { ratio: 9.2, spread: 0, verdict: 'same' },
    { ratio: 10.9, spread: 0, verdict: 'same' },
    { ratio: 8.9, spread: 0, verdict: 'worse' },
    { ratio: 11.1, spread: 0, verdict: 'better' },
    { ratio: 8.9, spread: 0.2, verdict: 'noise' },
    { ratio: 11.1, spread: 0.2, verdict: 'noise' },
    { ratio: 5, spread: 0.2, verdict: 'worse' },
  ])('from a ratio of 10 to $ratio, at a spread of $spread, is $verdict', ({ ratio, spread, verdict }) => {
    expect(changeOf(timing({ spread: 0 }), timing({ ratio, spread })).verdict).toBe(verdict);
  });
});

test('a change of a size is that of its bytes, less than one counting as one', () => {
  expect(changeOf(size(100), size(120))).toMatchObject({ factor: 1.2, verdict: 'worse' });
  expect(changeOf(size(0.5), size(0))).toMatchObject({ factor: 1, verdict: 'same' });
});

test('points are matched by bench, parameters in any order, and yardstick; the others are told', () => {
  const other = timing({ params: { noise: 0, servers: 100 } });
  expect(compared(report([timing()]), report([other]), 0.1).changes).toHaveLength(1);
  const apart = compared(
    report([timing(), size(1)]),
    report([timing({ yardstick: { name: 'heap', nsPerOp: 1 } })]),
    0.1,
  );
  expect(apart).toMatchObject({
    changes: [],
    onlyBefore: ['auction, noise 0, servers 100, against scan', 'memory, of a server, bytes'],
    onlyAfter: ['auction, noise 0, servers 100, against heap'],
  });
});

test('runs on other machines, other versions of Node or from other seeds are warned of', () => {
  const there = { ...report([], { cpu: 'other', node: 'v22.0.0' }), seed: 2 };
  expect(compared(report([]), report([]), 0.1).warnings).toEqual([]);
  expect(compared(report([]), there, 0.1).warnings).toEqual([
    'cpu: some before, other after',
    'node: v20.0.0 before, v22.0.0 after',
    'seed: 1 before, 2 after',
  ]);
});
