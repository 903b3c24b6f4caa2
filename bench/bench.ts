import type { Result, Timing } from './results.js';

/** What all draws of the benches are keyed by. */
export const SEED = 1;

/** How thorough to be: quick runs are for seeing that a bench works. */
export interface Effort {
  quick: boolean;
}

/** A bench: measures some points and checks their results against each other; throws where they are wrong. */
export type Bench = (effort: Effort) => Result[] | Promise<Result[]>;

/** A piece of work that can be repeated: runs `operations` of it. */
export interface Work {
  operations: number;
  run(): void;
}

/**
 * Measures `work` against a yardstick in CPU time. The two take turns, so that what else the machine does falls on both
 * alike; the first turn warms up and is not counted.
 */
export function timed(
  { bench, params }: Pick<Timing, 'bench' | 'params'>,
  work: Work,
  yardstick: Work & { name: string },
  turns: number,
): Timing {
  const own: number[] = [];
  const other: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const [a, b] = [nsPerOp(work), nsPerOp(yardstick)];
    if (turn === 0) continue;
    own.push(a);
    other.push(b);
  }
  const ratios = own.map((time, turn) => other[turn]! / time);
  const [mine, its] = [quantile(own, 0.5), quantile(other, 0.5)];
  return {
    bench,
    params,
    nsPerOp: mine,
    yardstick: { name: yardstick.name, nsPerOp: its },
    ratio: its / mine,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / (its / mine),
  };
}

/** CPU time of an operation, in ns. */
function nsPerOp({ operations, run }: Work): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  // The clock ticks in microseconds: no time is 0.
  return (Math.max(1, user + system) * 1000) / operations;
}

/** Quantile `q` of values, of which there are some, interpolated between neighbours. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (place - Math.floor(place)) * (above - below);
}

/** Exponent k of the power law cost ∝ N^k that fits the points best (least squares on logarithms). */
export function exponent(points: readonly { n: number; cost: number }[]): number {
  const x = points.map(({ n }) => Math.log(n));
  const y = points.map(({ cost }) => Math.log(cost));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
