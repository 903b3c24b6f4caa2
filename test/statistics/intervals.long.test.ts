import { expect, test } from 'vitest';
import { exponentialGap } from '../../src/random/exponential-gap.js';
import { Streams } from '../../src/random/streams.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { type MeanInterval, meanInterval } from '../../src/statistics/mean-interval.js';
import { pooledQuantile } from '../../src/statistics/pooled-quantile.js';
import { QuantileSketch } from '../../src/statistics/quantile-sketch.js';
import { type RatioInterval, ratioOfMeans } from '../../src/statistics/ratio-of-means.js';
import { type TailCounts, tailCounts } from '../../src/statistics/tail-counts.js';
import { sojournsOfMM1 } from './draws.js';

const rho = 0.9;
const isIn = ({ low, high }: { low: number; high: number }, value: number): boolean =>
  low <= value && value <= high;

/** Student's interval: the yardstick. */
function student(values: readonly number[]): MeanInterval {
  const estimate = estimateOf(values);
  const half = halfWidth(estimate, 0.95);
  return { mean: estimate.mean, low: estimate.mean - half, high: estimate.mean + half };
}

test.each([12, 30])(
  'of 500 tasks of two busy queues, differences and ratios lie in 95 %% intervals of %i replications',
  (n) => {
    const [experiments, tasks] = [600, 500];
    const draw = new Streams(7).uniform('pairs');
    const pair = (): [number, number] => {
      const sums: [number, number] = [0, 0];
      const sojourn = [0, 0];
      for (let i = 0; i < tasks; i++) {
        const gap = exponentialGap(rho, draw);
        const load = exponentialGap(1, draw);
        for (const [k, rate] of [1, 1.1].entries()) {
          sojourn[k] = Math.max(0, sojourn[k]! - gap) + load / rate;
          sums[k]! += sojourn[k]!;
        }
      }
      return [sums[0] / tasks, sums[1] / tasks];
    };
    const pairs = Array.from({ length: experiments * n }, pair);
    const [first, second] = [0, 1].map((k) => pairs.map((each) => each[k]!)) as [number[], number[]];
    const [a, b] = [estimateOf(first).mean, estimateOf(second).mean];
    const held = { difference: 0, ratio: 0, student: 0 };
    for (let e = 0; e < experiments; e++) {
      const [own, other] = [first, second].map((all) => all.slice(e * n, (e + 1) * n)) as [
        number[],
        number[],
      ];
      const differences = own.map((value, i) => value - other[i]!);
      if (isIn(meanInterval(differences, 0.95), a - b)) held.difference++;
      const ratio: RatioInterval | undefined = ratioOfMeans(own, other, 0.95);
      if (ratio && isIn(ratio, a / b)) held.ratio++;
      if (isIn(student(differences), a - b)) held.student++;
    }
    // 95 % less three standard deviations of a binomial, which is 92.3 %; Student's interval falls short of it.
    const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / experiments);
    expect(held.difference / experiments).toBeGreaterThan(least);
    expect(held.ratio / experiments).toBeGreaterThan(least);
    expect(held.student / experiments).toBeLessThan(least);
  },
);

test('the p99 of a busy queue lies in the 95 % interval of 30 runs of 10,000 tasks, and not in that of single p99s', () => {
  const [experiments, n, tasks] = [30, 30, 10_000];
  const run = (e: number, i: number): TailCounts => {
    const next = sojournsOfMM1(rho, new Streams(e).uniform(`run ${i}`));
    const sketch = new QuantileSketch();
    for (let task = 0; task < tasks; task++) sketch.add(next());
    return tailCounts([sketch]);
  };
  const truth = Math.log(100) / (1 - rho);
  const held = { pooled: 0, single: 0 };
  for (let e = 0; e < experiments; e++) {
    const runs = Array.from({ length: n }, (_, i) => run(e, i));
    const { freedom, values } = pooledQuantile(runs, 0.99);
    if (isIn(meanInterval(values, 0.95, freedom), truth)) held.pooled++;
    if (isIn(student(runs.map((each) => pooledQuantile([each], 0.99).quantile)), truth)) held.single++;
  }
  // 95 % less three standard deviations of a binomial, which is 83 %.
  const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / experiments);
  expect(held.pooled / experiments).toBeGreaterThan(least);
  expect(held.single / experiments).toBeLessThan(least);
});
