import { type LabMarket, type Profile, utility, withReports } from './market.js';
import type { Mechanism } from './mechanism.js';
import { compareNumbers } from './simpler-numbers.js';

/** A report that is not the truth, and what it is worth to the server that makes it. */
export interface Lie {
  readonly server: number;
  readonly said: readonly number[];
  /** Utility when all tell the truth, and when this server alone does not. */
  readonly truthful: number;
  readonly lying: number;
  /**
   * Utility by the best misreport that was tried, ≥ `lying`. `best − truthful` is a lower bound of
   * the server's regret; `lying − truthful` may be half of that.
   */
  readonly best: number;
}

/** Gains below this share of the amounts involved are rounding. */
const TOLERANCE = 1e-9;

/** Half the width of what counts as just below and just above a bid. */
const NEXT = 2 ** -20;

/** Turns of the line search: each looks at as many points between the neighbours of the best so far. */
const TURNS = 3;
const POINTS = 8;

/** What is more than rounding, in a market of such amounts. */
export function threshold({ costs }: Pick<LabMarket, 'costs'>, ...amounts: readonly number[]): number {
  let most = 0;
  for (const row of costs) for (const cost of row) if (cost > most) most = cost;
  for (const amount of amounts) if (Number.isFinite(amount)) most = Math.max(most, Math.abs(amount));
  return TOLERANCE * most;
}

/**
 * A lie of `server` that pays, where the search finds one: the simplest to say of those that gain at
 * least half as much as the best. What it gains is no regret: sum `best − truthful`, which is a lower
 * bound of that. Others tell the truth. Searched are {@link reportsNear} (its order statistic changes
 * only there), and then the line between the neighbours of the best of them; of several numbers each on its own.
 *
 * @param tried - random misreports, at least as long as a row
 * @returns undefined where no misreport that was tried gains more than rounding
 */
export function payingLie(
  mechanism: Mechanism,
  market: LabMarket,
  server: number,
  tried: Profile,
): Lie | undefined {
  const truth = market.costs[server]!;
  const honest = utility(market, mechanism.run(market.costs, market), server);
  const worth = (said: readonly number[]): number =>
    utility(market, mechanism.run(withReports(market.costs, new Map([[server, said]])), market), server);

  let best = Number.NEGATIVE_INFINITY;
  const found: { said: readonly number[]; lying: number }[] = [];
  const look = (said: readonly number[]): number => {
    const lying = worth(said);
    if (lying > best) best = lying;
    found.push({ said, lying });
    return lying;
  };

  for (const report of reportsNear(market, server, tried)) look(report);
  for (const task of truth.keys()) {
    const saying = (value: number) => truth.map((cost, each) => (each === task ? value : cost));
    refine(column(market, task), (value) => look(saying(value)));
  }

  if (!(best - honest > threshold(market, honest, best))) return undefined;
  const enough = found.filter(({ lying }) => lying - honest >= (best - honest) / 2);
  const hardest = ({ said }: { said: readonly number[] }) =>
    said.reduce((one, other) => (compareNumbers(other, one) > 0 ? other : one));
  const simplest = enough.reduce((one, other) =>
    compareNumbers(hardest(other), hardest(one)) < 0 ? other : one,
  );
  return { server, truthful: honest, ...simplest, best };
}

/**
 * Misreports of `server` at which something may change: `tried`, half and twice its costs, and the bids of the others and what is next to
 * them; of several numbers each on its own.
 */
export function reportsNear({ costs }: LabMarket, server: number, tried: Profile): Profile {
  const truth = costs[server]!;
  const reports: (readonly number[])[] = tried.map((row) => row.slice(0, truth.length));
  for (const factor of [0.5, 2]) reports.push(truth.map((cost) => cost * factor));
  for (const task of truth.keys()) {
    for (const [other, row] of costs.entries()) {
      if (other === server) continue;
      for (const value of bidsAround(row[task]!)) {
        reports.push(truth.map((cost, each) => (each === task ? value : cost)));
      }
    }
  }
  return reports;
}

/** Looks along a line at the points that matter, and then ever nearer to the best of them. */
export function refine(points: readonly number[], look: (value: number) => number): void {
  let best = Number.NEGATIVE_INFINITY;
  let at = points[0]!;
  const note = (value: number): void => {
    const worth = look(value);
    if (worth > best) [best, at] = [worth, value];
  };
  for (const value of points) note(value);
  let [low, high] = neighbours(at, points);
  for (let turn = 0; turn < TURNS; turn++) {
    const step = (high - low) / (POINTS + 1);
    for (let point = 1; point <= POINTS; point++) note(low + point * step);
    [low, high] = [Math.max(low, at - step), Math.min(high, at + step)];
  }
}

/** All that is asked for a task. */
function column({ costs }: LabMarket, task: number): number[] {
  return costs.map((row) => row[task]!);
}

/** A bid, what is just below and above it, and the whole numbers next to it: all above 0. */
export function bidsAround(bid: number): number[] {
  const around = [bid, bid * (1 - NEXT), bid * (1 + NEXT), Math.ceil(bid) - 1, Math.floor(bid) + 1];
  return around.filter((value) => value > 0);
}

function neighbours(value: number, among: readonly number[]): [number, number] {
  const below = among.filter((other) => other < value);
  const above = among.filter((other) => other > value);
  return [
    below.length > 0 ? Math.max(...below) : value / 2,
    above.length > 0 ? Math.min(...above) : value * 2,
  ];
}
