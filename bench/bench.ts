/** One measured point. Times are CPU nanoseconds of one operation, medians over repetitions. */
export interface Result {
  bench: string;
  params: Record<string, number | string>;
  nsPerOp: number;
  /** What does the same work in a known way, measured in turn with it in the same run. */
  yardstick: { name: string; nsPerOp: number };
  /** How many times faster than the yardstick. */
  ratio: number;
}

/** How thorough to be: quick runs are for seeing that a bench works. */
export interface Effort {
  quick: boolean;
}

/** A bench: measures some points and checks their results against each other; throws where they are wrong. */
export type Bench = (effort: Effort) => Result[];

/** A piece of work that can be repeated: runs `operations` of it. */
export interface Work {
  operations: number;
  run(): void;
}

/**
 * Median CPU time of an operation of each work, in ns. The works take turns, so that what else the machine does
 * falls on all of them alike; the first turn warms up and is not counted.
 */
export function medians(works: readonly Work[], turns: number): number[] {
  const times: number[][] = works.map(() => []);
  for (let turn = 0; turn <= turns; turn++) {
    works.forEach((work, i) => {
      const before = process.cpuUsage();
      work.run();
      const { user, system } = process.cpuUsage(before);
      if (turn > 0) times[i]!.push(((user + system) * 1000) / work.operations);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
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
