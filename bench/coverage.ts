import { bestOf } from '../dist/experiments/best.js';
import { differenceOf } from '../dist/experiments/difference.js';
import { type RunLengths, runLengthsOf, shortfallOf } from '../dist/experiments/run-lengths.js';
import type { Sample } from '../dist/experiments/sample.js';
import { type Distribution, sampler } from '../dist/random/distribution.js';
import { exponentialGap } from '../dist/random/exponential-gap.js';
import { Streams } from '../dist/random/streams.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { simulate } from '../dist/simulation/run.js';
import { estimateOf, halfWidth } from '../dist/statistics/estimate.js';
import { meanInterval } from '../dist/statistics/mean-interval.js';
import { pooledQuantile } from '../dist/statistics/pooled-quantile.js';
import { QuantileSketch } from '../dist/statistics/quantile-sketch.js';
import { type TailCounts, tailCounts } from '../dist/statistics/tail-counts.js';
import { type Bench, SEED } from './bench.js';

/** How much faster the second of two queues works that are compared. */
const faster = 1.1;
const level = 0.95;
/** Of the one difference and its ratio, which hold together with 95 %. */
const eachLevel = 1 - (1 - level) / 2;
/** Of 24 intervals that hold together with 95 %. */
const familyLevel = 1 - (1 - level) / 24;

/**
 * How often intervals hold the truth: pairs of queues on common random numbers, from empty, by
 * Lindley's recursion (1952). Student's interval, of single runs where it is one of a percentile, is the
 * yardstick. Throws where intervals of 30 replications hold it less often than docs/compare.md says.
 */
export const coverage: Bench = async ({ quick }) => {
  selections(quick ? 200 : 1000);
  await byEngine(quick ? 1200 : 12_000);
  const experiments = quick ? 200 : 2000;
  console.log(`per cent of ${experiments} experiments whose interval holds the truth (Student's)`);
  console.log('law, rho, n: mean; difference; ratio; both of these at 97.5 %; difference at 99.8 %; stopped');
  for (const law of laws) {
    for (const rho of [0.5, 0.7, 0.9]) await means(law, rho, experiments);
  }
  console.log('p99 of M/M/1 with rho 0.9, tasks, n: percentile; difference at 97.5 %; ratio at 97.5 %');
  for (const length of [5000, 20_000, 100_000]) await quantiles(length, quick ? 40 : 400);
  return [];
};

/**
 * How often the best of k alternatives is among those that are named, is named alone, and another is.
 * It is below all others by so many standard errors of a difference of two; 20 replications of normal
 * values, half of whose variance pairs have in common.
 */
function selections(experiments: number): void {
  const n = 20;
  console.log('alternatives, standard errors ahead: best named; best alone; another alone');
  for (const count of [3, 5]) {
    for (const ahead of [0, 1, 2, 4]) {
      const draw = new Streams(SEED).uniform(`best of ${count} by ${ahead}`);
      const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
      const found = { named: 0, alone: 0, wrong: 0 };
      for (let e = 0; e < experiments; e++) {
        const common = Array.from({ length: n }, normal);
        const samples = Array.from({ length: count }, (_, i): [string, Sample] => {
          const behind = i === 0 ? 0 : ahead * Math.sqrt(2 / n);
          return [`${i}`, { values: common.map((shared) => shared + normal() + behind), freedom: n - 1 }];
        });
        const { candidates } = bestOf('sojourn', new Map(samples), level)!;
        if (candidates.includes('0')) found.named++;
        if (candidates.length === 1) found[candidates[0] === '0' ? 'alone' : 'wrong']++;
      }
      const shares = Object.values(found).map((times) => ((100 * times) / experiments).toFixed(1));
      console.log(`${count}, ${ahead}: ${shares.join('; ')}`);
    }
  }
}

/** M/M/1 and M/D/1 at ρ = 0.7 by the engine, on common random numbers: 1,000 tasks after 200 of warm-up. */
async function byEngine(pairs: number): Promise<void> {
  const rate = 0.7;
  const truth = [1 / (1 - rate), 1 + rate / (2 * (1 - rate))] as const;
  const values: Pair[] = [];
  for (let seed = 1; seed <= pairs; seed++) {
    const [first, second] = [await sojournOf({ exponential: 1 }, seed), await sojournOf(1, seed)];
    values.push([first, second]);
  }
  console.log('M/M/1 and M/D/1 by the engine, n: mean; difference; ratio (differences by Student)');
  for (const n of [12, 20, 30]) {
    const counts = { mean: 0, difference: 0, ratio: 0, student: 0 };
    const experiments = Math.floor(pairs / n);
    for (let e = 0; e < experiments; e++) {
      const found = held(values.slice(e * n, (e + 1) * n), [...truth]);
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) if (found[name]) counts[name]++;
    }
    const [mean, difference, ratio, student] = Object.values(counts).map((count) =>
      ((100 * count) / experiments).toFixed(1),
    );
    console.log(`${n}, ${experiments} experiments: ${mean}; ${difference}; ${ratio} (${student})`);
  }

  async function sojournOf(load: 1 | { exponential: number }, seed: number): Promise<number> {
    const loaded = await prepareScenario({
      seed,
      time: { mode: 'continuous', tasks: 1200, warmup: 200, drain: true },
      servers: { count: 1, processingRate: 1 },
      arrivals: { process: 'poisson', rate },
      tasks: { load, complexity: 1 },
      balancer: 'round-robin',
      learning: { mode: 'none' },
      metrics: { servers: 'none' },
    });
    return simulate(loaded).sojourn.mean!;
  }
}

interface Law {
  readonly name: string;
  /** Of service times, of mean 1. */
  readonly load: Extract<Distribution, object>;
  /** Of a run. */
  readonly tasks: number;
}

const exponential: Law = { name: 'exponential', load: { exponential: 1 }, tasks: 1000 };
const laws: readonly Law[] = [
  exponential,
  { name: 'lognormal cv 2', load: { lognormal: [1, 2] }, tasks: 2500 },
  { name: 'pareto 2.5', load: { pareto: [2.5, 0.6] }, tasks: 1000 },
];

/** How long runs of the first queue should be. */
async function lengthsOf({ load }: Law, rate: number): Promise<RunLengths> {
  const loaded = await prepareScenario({
    time: { mode: 'continuous', tasks: 1000, warmup: 0 },
    servers: { count: 1, processingRate: 1 },
    arrivals: { process: 'poisson', rate },
    tasks: { load, complexity: 1 },
    balancer: 'round-robin',
  });
  return runLengthsOf(loaded);
}

/** What n runs of so many tasks are too short for. */
function shortfall(lengths: RunLengths, completed: number, n: number) {
  const accounts = { arrived: completed, completed, unfinished: 0, rejected: 0, lost: 0 };
  return shortfallOf(lengths, new Array(n).fill({ tasks: accounts }));
}

type Pair = readonly [number, number];

async function means(law: Law, rho: number, experiments: number): Promise<void> {
  const most = 30;
  const lengths = await lengthsOf(law, rho);
  if (shortfall(lengths, law.tasks, most).rareEvents) {
    console.log(`${law.name}, ${rho}: withheld`);
    return;
  }
  const draw = new Streams(SEED).uniform(`${law.name} ${rho}`);
  const pairs = Array.from({ length: experiments * most }, () => meansOfPair(law, rho, draw));
  const truth = [0, 1].map((i) => pairs.reduce((sum, pair) => sum + pair[i]!, 0) / pairs.length) as [
    number,
    number,
  ];
  for (const n of [5, 12, 20, 30]) {
    if (shortfall(lengths, law.tasks, n).rareEvents) {
      console.log(`${law.name}, ${rho}, ${n}: withheld`);
      continue;
    }
    const counts = { mean: 0, difference: 0, ratio: 0, both: 0, family: 0, student: 0 };
    for (let e = 0; e < experiments; e++) {
      const own = pairs.slice(e * most, e * most + n);
      const found = held(own, truth);
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) if (found[name]) counts[name]++;
    }
    const percent = (count: number): string => ((100 * count) / experiments).toFixed(1);
    const { both, difference, family, mean, ratio, student } = counts;
    const rest = [difference, ratio, both, family].map(percent).join('; ');
    const stop = n === most ? `; ${percent(stopped(pairs, truth, experiments, most))}` : '';
    console.log(
      `${law.name}, ${rho}, ${n}: ${percent(mean)}; ${rest}${stop} (differences ${percent(student)})`,
    );
    if (n >= 12 && both / experiments < 0.95 - 4 * Math.sqrt(0.0475 / experiments)) {
      throw new Error(`intervals of ${n} replications hold the truth too rarely: ${percent(both)} %`);
    }
  }
}

function held(pairs: readonly Pair[], truth: Pair) {
  const [first, second] = [0, 1].map((i) => pairs.map((pair) => pair[i]!)) as [number[], number[]];
  const difference = truth[0] - truth[1];
  const own = compared(first, second, level);
  const each = compared(first, second, eachLevel);
  const family = compared(first, second, familyLevel);
  const plain = estimateOf(first.map((value, i) => value - second[i]!));
  return {
    mean: isIn(meanInterval(first, level), truth[0]),
    difference: isIn(own, difference),
    ratio: own.ratio !== null && isIn(own.ratio, truth[0] / truth[1]),
    both: isIn(each, difference) && each.ratio !== null && isIn(each.ratio, truth[0] / truth[1]),
    family: isIn(family, difference),
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
  for (const [a, b] of sojournsOfPair(law, rho, law.tasks, draw)) {
    first += a;
    second += b;
  }
  return [first / law.tasks, second / law.tasks];
}

function* sojournsOfPair(law: Law, rho: number, count: number, draw: () => number): Generator<Pair> {
  const pair: [number, number] = [0, 0];
  const service = sampler(law.load, draw);
  for (let i = 0; i < count; i++) {
    const gap = exponentialGap(rho, draw);
    const load = service();
    pair[0] = Math.max(0, pair[0] - gap) + load;
    pair[1] = Math.max(0, pair[1] - gap) + load / faster;
    yield pair;
  }
}

async function quantiles(length: number, experiments: number): Promise<void> {
  const rho = 0.9;
  const lengths = await lengthsOf(exponential, rho);
  const share = 0.99;
  const truth = [1 - rho, faster - rho].map((rate) => Math.log(1 / (1 - share)) / rate) as [number, number];
  const draw = new Streams(SEED).uniform(`quantiles ${length}`);
  const told = [12, 20, 30].filter((n) => shortfall(lengths, length, n).leastTasks === null);
  if (told.length < 3) console.log(`${length}: withheld, but for n = ${told.join(', ') || 'none'}`);
  if (told.length === 0) return;
  const counts = new Map(told.map((n) => [n, { own: 0, difference: 0, ratio: 0, none: 0, single: 0 }]));
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
      if (ratio === null) count.none++;
      else if (isIn(ratio, truth[0] / truth[1])) count.ratio++;
      const single = estimateOf(first.map((run) => pooledQuantile([run], share).quantile));
      if (Math.abs(single.mean - truth[0]) <= halfWidth(single, level)) count.single++;
    }
  }
  for (const [n, { difference, none, own, ratio, single }] of counts) {
    const percent = (count: number): string => ((100 * count) / experiments).toFixed(1);
    console.log(
      `${length}, ${n}: ${percent(own)}; ${percent(difference)}; ${percent(ratio)}, ${none} without a ratio (${percent(single)})`,
    );
  }
}

function countsOfPair(rho: number, length: number, draw: () => number): [TailCounts, TailCounts] {
  const sketches = [new QuantileSketch(), new QuantileSketch()] as const;
  for (const [a, b] of sojournsOfPair(exponential, rho, length, draw)) {
    sketches[0].add(a);
    sketches[1].add(b);
  }
  return [tailCounts([sketches[0]]), tailCounts([sketches[1]])];
}
