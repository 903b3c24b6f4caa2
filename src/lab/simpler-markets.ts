import type { LabMarket, Profile } from './market.js';
import type { Domain } from './mechanism.js';
import { leaveOut, part, type Reduction } from './reduction.js';
import { compareNumbers, simplifyNumber } from './simpler-numbers.js';

/** Makes the numbers of a profile simpler: all that are the same at once, as ties may be what matters, and each alone. */
export function simplifyProfile(profile: Reduction<Profile>): void {
  for (const value of new Set(profile.best.flat())) {
    const isTied = (of: Profile) => of.flat().filter((each) => each === value).length > 1;
    if (isTied(profile.best)) simplifyNumber(tied(profile, value));
  }
  for (const [server, row] of profile.best.entries()) {
    for (const task of row.keys()) {
      simplifyNumber(
        part(
          profile,
          (from) => from[server]![task]!,
          (into, value) => into.with(server, into[server]!.with(task, value)),
        ),
      );
    }
  }
}

/** The number in all places that hold `value`. */
function tied(profile: Reduction<Profile>, value: number): Reduction<number> {
  const places = profile.best.map((row) => row.map((each) => each === value));
  const [server] = [...places.keys()].filter((server) => places[server]!.includes(true));
  const task = places[server!]!.indexOf(true);
  return part(
    profile,
    (from) => from[server!]![task]!,
    (into, simpler) =>
      into.map((row, server) => row.map((each, task) => (places[server]![task] ? simpler : each))),
  );
}

/**
 * Makes a market simpler, in the order in which {@link compareMarkets} holds one simpler than another: fewer servers, fewer tasks,
 * simpler costs, smaller tasks, costs in ascending order, fewer coalitions.
 */
export function simplifyMarket(market: Reduction<LabMarket>, domain: Domain): void {
  const isOne = domain.sells === 'one-task';
  const least = ({ sizes }: LabMarket) => domain.leastServers + (isOne ? 0 : sizes.length);
  leaveOut(market, ({ costs }) => costs.length, least(market.best), withoutServer);
  leaveOut(
    market,
    ({ sizes }) => sizes.length,
    1,
    (from, task) => withoutTask(from, task, domain),
  );
  simplifyProfile(
    part(
      market,
      ({ costs }) => costs,
      (into, costs) => ({ ...into, costs }),
    ),
  );
  for (const task of market.best.sizes.keys()) {
    for (let size = 1; size < market.best.sizes[task]!; size++) {
      if (market.attempt({ ...market.best, sizes: market.best.sizes.with(task, size) })) break;
    }
  }
  putInOrder(market);
  for (const server of market.best.groups.keys()) {
    const { groups } = market.best;
    if (groups[server]! > 0) market.attempt({ ...market.best, groups: groups.with(server, 0) });
  }
}

/**
 * The order of markets by how hard they are to take in: by servers, then by tasks, then by costs, sizes, places and coalitions,
 * each of which is compared where all before are the same.
 *
 * @returns below 0 where `one` is simpler, above 0 where `other` is or where neither is in all of its costs, 0 where they are the same
 */
export function compareMarkets(one: LabMarket, other: LabMarket): number {
  const [servers, tasks] = [one.costs.length - other.costs.length, one.sizes.length - other.sizes.length];
  if (servers !== 0 || tasks !== 0) return servers || tasks;
  const sorted = ({ costs }: LabMarket) => costs.flat().sort(compareNumbers);
  const others = sorted(other);
  const byCost = sorted(one).map((cost, i) => compareNumbers(cost, others[i]!));
  const hardest = Math.max(...byCost);
  if (hardest > 0 || byCost.some((order) => order < 0)) return hardest || -1;
  const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
  return (
    total(one.sizes) - total(other.sizes) ||
    inversions(one.costs) - inversions(other.costs) ||
    total(one.groups) - total(other.groups)
  );
}

/** Pairs of servers of which the later one has the lower cost of the first task. */
function inversions(costs: Profile): number {
  let count = 0;
  for (const [server, row] of costs.entries()) {
    for (const later of costs.slice(server + 1)) if (later[0]! < row[0]!) count++;
  }
  return count;
}

function withoutServer(market: LabMarket, server: number): LabMarket {
  const { costs, groups } = market;
  return { ...market, costs: costs.toSpliced(server, 1), groups: groups.toSpliced(server, 1) };
}

function withoutTask(market: LabMarket, task: number, { sells }: Domain): LabMarket {
  const { costs, sizes } = market;
  const fewer = sells === 'several' ? costs.map((row) => row.toSpliced(task, 1)) : costs;
  return { ...market, costs: fewer, sizes: sizes.toSpliced(task, 1) };
}

/** Has the cheaper of two neighbours come first, wherever it may. */
function putInOrder(market: Reduction<LabMarket>): void {
  const { length } = market.best.costs;
  // As bubble sort does: a pair that must stay as it is stops those that would pass it.
  for (let pass = 1; pass < length; pass++) {
    for (let server = 0; server + 1 < length; server++) {
      const { costs } = market.best;
      if (costs[server + 1]![0]! < costs[server]![0]!) market.attempt(swapped(market.best, server));
    }
  }
}

/** A market in which a server and the next have changed places. */
function swapped(market: LabMarket, server: number): LabMarket {
  const swap = <T>(list: readonly T[]) => list.toSpliced(server, 2, list[server + 1]!, list[server]!);
  return { ...market, costs: swap(market.costs), groups: swap(market.groups) };
}
