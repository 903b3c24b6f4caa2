import type { LabMarket, Profile } from './market.js';
import type { Domain } from './mechanism.js';

/** Numbers that people like, in this order. */
const LIKED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 26, 30, 40, 50, 100];

/**
 * How hard a positive number is to take in: whole numbers come before halves, these before hundredths and those before all others; of one kind
 * the smaller come first.
 */
export function complexity(value: number): number {
  const scale = [1, 2, 100].findIndex((factor) => Number.isInteger(value * factor));
  return (scale < 0 ? 3 : scale) + value / (1 + value);
}

/** Numbers to put in the place of one that is hard to take in, the simplest first. */
export function simplerNumbers(value: number): number[] {
  const near = [1, 2, 100].flatMap((scale) => [
    Math.floor(value * scale) / scale,
    Math.ceil(value * scale) / scale,
  ]);
  return [...LIKED, ...near, value / 2, value - 1].filter(
    (other) => other > 0 && complexity(other) < complexity(value),
  );
}

/** Profiles with a simpler number in one place, or in all places that hold the same: ties may be what matters. */
export function* simplerProfiles(profile: Profile): Generator<Profile> {
  const numbers = profile.flat();
  for (const value of new Set(numbers)) {
    if (numbers.indexOf(value) === numbers.lastIndexOf(value)) continue;
    for (const simpler of simplerNumbers(value))
      yield profile.map((row) => row.map((each) => (each === value ? simpler : each)));
  }
  for (const [server, row] of profile.entries()) {
    for (const [task, value] of row.entries()) {
      for (const simpler of simplerNumbers(value)) {
        yield profile.with(server, row.with(task, simpler));
      }
    }
  }
}

/** Markets with a server or a task less, the cheaper of two neighbours first, a simpler cost, a smaller task or a coalition less. */
export function* simplerMarkets(market: LabMarket, domain: Domain): Generator<LabMarket> {
  const { costs, sizes, groups } = market;
  const least = domain.leastServers + (domain.sells === 'one-task' ? 0 : sizes.length);
  if (costs.length > least) {
    for (const server of costs.keys()) {
      yield { ...market, costs: costs.toSpliced(server, 1), groups: groups.toSpliced(server, 1) };
    }
  }
  if (sizes.length > 1) {
    for (const task of sizes.keys()) {
      const fewer = domain.sells === 'several' ? costs.map((row) => row.toSpliced(task, 1)) : costs;
      yield { ...market, costs: fewer, sizes: sizes.toSpliced(task, 1) };
    }
  }
  for (const simpler of simplerProfiles(costs)) yield { ...market, costs: simpler };
  for (const [task, size] of sizes.entries())
    if (size > 1) yield { ...market, sizes: sizes.with(task, size - 1) };
  for (const [server, row] of costs.entries()) {
    const next = costs[server + 1];
    if (next && next[0]! < row[0]!) yield swapped(market, server);
  }
  for (const [server, group] of groups.entries())
    if (group > 0) yield { ...market, groups: groups.with(server, 0) };
}

/** A market in which a server and the next have changed places. */
function swapped(market: LabMarket, server: number): LabMarket {
  const swap = <T>(list: readonly T[]) => list.toSpliced(server, 2, list[server + 1]!, list[server]!);
  return { ...market, costs: swap(market.costs), groups: swap(market.groups) };
}
