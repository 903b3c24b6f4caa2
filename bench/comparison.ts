import type { Report, Result, Timing } from './results.js';

/** What became of a point. Only `worse` is a regression; `noise` is a change within the spreads of the two runs. */
export type Verdict = 'better' | 'worse' | 'noise' | 'same';

/** A point that both runs measured. */
export interface Change {
  readonly name: string;
  readonly before: Result;
  readonly after: Result;
  /**
   * How many times as much it takes now: of times, the ratio to the yardstick before over that ratio after, so that it
   * does not matter how fast the machine was; of sizes, bytes after over bytes before. Below 1 is better.
   */
  readonly factor: number;
  readonly verdict: Verdict;
}

/** How two runs differ. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** Points that only one of them measured. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** In what else they differ, which makes times hard to compare. */
  readonly warnings: readonly string[];
}

/**
 * Matches the points of two runs by bench and parameters.
 *
 * @param threshold - the change from which on a point counts as better or worse: 0.1 is 10%
 */
export function compared(before: Report, after: Report, threshold: number): Comparison {
  const [old, now] = [byName(before), byName(after)];
  const changes = [...old].flatMap(([name, result]) => {
    const other = now.get(name);
    return other ? [changeOf(name, result, other, threshold)] : [];
  });
  return {
    changes,
    onlyBefore: [...old.keys()].filter((name) => !now.has(name)),
    onlyAfter: [...now.keys()].filter((name) => !old.has(name)),
    warnings: warningsOf(before, after),
  };
}

function byName({ results }: Report): Map<string, Result> {
  return new Map(results.map((result) => [nameOf(result), result]));
}

/** Bench and parameters, whatever their order, and what is measured: points of one name can be compared. */
function nameOf(result: Result): string {
  const list = Object.entries(result.params).sort(([a], [b]) => (a < b ? -1 : 1));
  const measure = 'bytes' in result ? 'bytes' : `against ${result.yardstick.name}`;
  return [result.bench, ...list.map(([name, value]) => `${name} ${value}`), measure].join(', ');
}

function changeOf(name: string, before: Result, after: Result, threshold: number): Change {
  const factor = factorOf(before, after);
  return {
    name,
    before,
    after,
    factor,
    verdict: verdictOf(factor, spreadOf(before) + spreadOf(after), threshold),
  };
}

function verdictOf(factor: number, spread: number, threshold: number): Verdict {
  const size = Math.max(factor, 1 / factor) - 1;
  if (size <= threshold) return 'same';
  if (size <= spread) return 'noise';
  return factor < 1 ? 'better' : 'worse';
}

/** Less than a byte counts as one. */
function factorOf(before: Result, after: Result): number {
  if ('bytes' in before && 'bytes' in after) return Math.max(1, after.bytes) / Math.max(1, before.bytes);
  return (before as Timing).ratio / (after as Timing).ratio;
}

function spreadOf(result: Result): number {
  return 'bytes' in result ? 0 : result.spread;
}

function warningsOf(before: Report, after: Report): string[] {
  const facts = ({ machine, seed }: Report) => ({
    cpu: machine.cpu,
    cores: machine.cores,
    memory: machine.memoryBytes,
    node: machine.node,
    seed,
  });
  const [old, now] = [facts(before), facts(after)];
  return Object.entries(old).flatMap(([name, value]) => {
    const other = now[name as keyof typeof now];
    return other === value ? [] : [`${name}: ${value} before, ${other} after`];
  });
}
