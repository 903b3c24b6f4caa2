import { differenceOf } from '../dist/experiments/difference.js';
import type { Sample } from '../dist/experiments/sample.js';
import { exponentialGap } from '../dist/random/exponential-gap.js';
import { Streams } from '../dist/random/streams.js';
import { estimateOf, halfWidth } from '../dist/statistics/estimate.js';
import { meanInterval } from '../dist/statistics/mean-interval.js';
import { pooledQuantile } from '../dist/statistics/pooled-quantile.js';
import { QuantileSketch } from '../dist/statistics/quantile-sketch.js';
import { type TailCounts, tailCounts } from '../dist/statistics/tail-counts.js';
import { type Bench, SEED } from './bench.js';

/** How much faster the second of two queues works that are compared. */
const faster = 1.1;
const tasks = 1000;
const level = 0.95;
/** Of the one difference and its ratio, which hold together with 95 %. */
const eachLevel = 1 - (1 - level) / 2;

/**
 * How often intervals hold the truth: pairs of queues on common random numbers, from empty, by
 * Lindley's recursion (1952). Student's interval, of single runs where it is one of a percentile, is the
 * yardstick. Throws where intervals of 30 replications hold it less often than docs/compare.md says.
 */
export const coverage: Bench = ({ quick }) => {
  const experiments = quick ? 200 : 2000;
  console.log(`per cent of ${experiments} experiments whose interval holds the truth (Student's)`);
  console.log('law, rho, n: mean; difference; ratio; both of these at 97.5 %; stopped');
  for (const law of ['exponential', 'pareto'] as const) {
    for (const rho of [0.5, 0.7, 0.9]) means(law, rho, experiments);
  }
  console.log('p99 of M/M/1 with rho 0.9, tasks, n: percentile; difference at 97.5 %; ratio at 97.5 %');
  for (const length of [1000, 5000, 20_000]) quantiles(length, quick ? 40 : 1000);
  if (!quick) quantiles(100_000, 300);
  return [];
};

type Law = 'exponential' | 'pareto';
type Pair = readonly [number, number];

function means(law: Law, rho: number, experiments: number): void {
  const most = 30;
  const draw = new Streams(SEED).uniform(`${law} ${rho}`);
  const pairs = Array.from({ length: experiments * most }, () => meansOfPair(law, rho, draw));
  const truth = [0, 1].map((i) => pairs.reduce((sum, pair) => sum + pair[i]!, 0) / pairs.length) as [
    number,
    number,
  ];
  for (const n of [12, 20, 30]) {
    const counts = { mean: 0, difference: 0, ratio: 0, both: 0, student: 0 };
    for (let e = 0; e < experiments; e++) {
      const own = pairs.slice(e * most, e * most + n);
      const found = held(own, truth);
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) if (found[name]) counts[name]++;
    }
    const percent = (count: number): string => ((100 * count) / experiments).toFixed(1);
    const { both, difference, mean, ratio, student } = counts;
    const rest = [difference, ratio, both].map(percent).join('; ');
    const stop = n === most ? `; ${percent(stopped(pairs, truth, experiments, most))}` : '';
    console.log(`${law}, ${rho}, ${n}: ${percent(mean)}; ${rest}${stop} (differences ${percent(student)})`);
    if (
      law === 'exponential' &&
      n === most &&
      both / experiments < 0.95 - 4 * Math.sqrt(0.0475 / experiments)
    ) {
      throw new Error(`intervals hold the truth too rarely: ${percent(both)} %`);
    }
  }
}

function held(pairs: readonly Pair[], truth: Pair) {
  const [first, second] = [0, 1].map((i) => pairs.map((pair) => pair[i]!)) as [number[], number[]];
  const difference = truth[0] - truth[1];
  const own = compared(first, second, level);
  const each = compared(first, second, eachLevel);
  const plain = estimateOf(first.map((value, i) => value - second[i]!));
  return {
    mean: isIn(meanInterval(first, level), truth[0]),
    difference: isIn(own, difference),
    ratio: own.ratio !== null && isIn(own.ratio, truth[0] / truth[1]),
    both: isIn(each, difference) && each.ratio !== null && isIn(each.ratio, truth[0] / truth[1]),
    student: Math.abs(plain.mean - difference) <= halfWidth(plain, level),
  };
}

function compared(first: readonly number[], second: readonly number[], at: number) {
  const sample = (values: readonly number[]): Sample => ({ values, freedom: values.length - 1 });
  return differenceOf({ alternative: 'a', metric: 'sojourn' }, sample(first), sample(second), at);
}

function isIn({ low, high }: { low: number | null; high: number | null }, value: number): boolean {
  return low !== null && high !== null && low <= value && value <= high;
}

/** Experiments that look at the interval after each replication from the 20th on, and stop where it is narrow. */
function stopped(pairs: readonly Pair[], truth: Pair, experiments: number, most: number): number {
  const difference = truth[0] - truth[1];
  const all = pairs.map(([a, b]) => a - b);
  // What a third of a hundred replications give: most experiments stop before they have all.
  const { error } = estimateOf(all);
  const allowed = 2.5 * error * Math.sqrt(all.length / most);
  let count = 0;
  for (let e = 0; e < experiments; e++) {
    for (let n = 20; n <= most; n++) {
      const interval = meanInterval(all.slice(e * most, e * most + n), level);
      const isNarrow = Math.max(interval.high - interval.mean, interval.mean - interval.low) <= allowed;
      if (!isNarrow && n < most) continue;
      if (isIn(interval, difference)) count++;
      break;
    }
  }
  return count;
}

function meansOfPair(law: Law, rho: number, draw: () => number): Pair {
  let [first, second] = [0, 0];
  for (const [a, b] of sojournsOfPair(law, rho, tasks, draw)) {
    first += a;
    second += b;
  }
  return [first / tasks, second / tasks];
}

function* sojournsOfPair(law: Law, rho: number, count: number, draw: () => number): Generator<Pair> {
  const pair: [number, number] = [0, 0];
  for (let i = 0; i < count; i++) {
    const gap = exponentialGap(rho, draw);
    // Of mean 1; Pareto's with 2.5 as its index has no third moment, and waiting no variance.
    const load = law === 'exponential' ? exponentialGap(1, draw) : 0.6 * (1 - draw()) ** -0.4;
    pair[0] = Math.max(0, pair[0] - gap) + load;
    pair[1] = Math.max(0, pair[1] - gap) + load / faster;
    yield pair;
  }
}

function quantiles(length: number, experiments: number): void {
  const rho = 0.9;
  const share = 0.99;
  const truth = [1 - rho, faster - rho].map((rate) => Math.log(1 / (1 - share)) / rate) as [number, number];
  const draw = new Streams(SEED).uniform(`quantiles ${length}`);
  const counts = new Map([20, 30].map((n) => [n, { own: 0, difference: 0, ratio: 0, single: 0 }]));
  for (let e = 0; e < experiments; e++) {
    const runs = Array.from({ length: 30 }, () => countsOfPair(rho, length, draw));
    for (const [n, count] of counts) {
      const [first, second] = [0, 1].map((i) => runs.slice(0, n).map((run) => run[i]!)) as [
        TailCounts[],
        TailCounts[],
      ];
      const [own, other] = [pooledQuantile(first, share), pooledQuantile(second, share)];
      const { low, high, ratio } = differenceOf(
        { alternative: 'a', metric: 'sojourn-p99' },
        own,
        other,
        eachLevel,
      );
      if (isIn(meanInterval(own.values, level, own.freedom), truth[0])) count.own++;
      if (isIn({ low, high }, truth[0] - truth[1])) count.difference++;
      if (ratio !== null && isIn(ratio, truth[0] / truth[1])) count.ratio++;
      const single = estimateOf(first.map((run) => pooledQuantile([run], share).quantile));
      if (Math.abs(single.mean - truth[0]) <= halfWidth(single, level)) count.single++;
    }
  }
  for (const [n, { difference, own, ratio, single }] of counts) {
    const percent = (count: number): string => ((100 * count) / experiments).toFixed(1);
    console.log(
      `${length}, ${n}: ${percent(own)}; ${percent(difference)}; ${percent(ratio)} (${percent(single)})`,
    );
  }
}

function countsOfPair(rho: number, length: number, draw: () => number): [TailCounts, TailCounts] {
  const sketches = [new QuantileSketch(), new QuantileSketch()] as const;
  for (const [a, b] of sojournsOfPair('exponential', rho, length, draw)) {
    sketches[0].add(a);
    sketches[1].add(b);
  }
  return [tailCounts([sketches[0]]), tailCounts([sketches[1]])];
}
