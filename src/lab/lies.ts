import { type LabMarket, type Profile, utility, withReports } from './market.js';
import type { Mechanism } from './mechanism.js';

/** A report that is not the truth, and what it is worth to the server that makes it. */
export interface Lie {
  readonly server: number;
  readonly said: readonly number[];
  /** Utility when all tell the truth, and when this server alone does not. */
  readonly truthful: number;
  readonly lying: number;
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
 * A lie of `server` that pays, where the search finds one: the simplest to say of those that gain at least half as much
 * as the best. Others tell the truth. Searched are `tried`, the bids of the others and what is just below and above
 * each (its order statistic changes only there), and then the line between the neighbours of the best of them; of several
 * numbers each on its own, and all together.
 *
 * @param tried - random misreports, at least as long as a row
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

  for (const row of tried) look(row.slice(0, truth.length));
  for (const [task, own] of truth.entries()) {
    const saying = (value: number) => truth.map((cost, each) => (each === task ? value : cost));
    const others = market.costs.filter((_, other) => other !== server).map((row) => row[task]!);
    searchLine(own, others, (value) => look(saying(value)));
  }
  if (truth.length > 1) for (const factor of [0.5, 2]) look(truth.map((cost) => cost * factor));

  if (!(best - honest > threshold(market, honest, best))) return undefined;
  const enough = found.filter(({ lying }) => lying - honest >= (best - honest) / 2);
  const simplest = enough.reduce((one, other) => (simplicity(other) > simplicity(one) ? other : one));
  return { server, truthful: honest, ...simplest };
}

/** Looks at the bids of the others and around them, and then ever nearer to the best. */
function searchLine(own: number, others: readonly number[], look: (value: number) => number): void {
  const values = [own / 2, own * 2, ...others.flatMap(around)].filter((value) => value > 0);
  let best = Number.NEGATIVE_INFINITY;
  let at = own;
  const note = (value: number): void => {
    const worth = look(value);
    if (worth > best) [best, at] = [worth, value];
  };
  for (const value of values) note(value);
  let [low, high] = neighbours(at, [...values, own]);
  for (let turn = 0; turn < TURNS; turn++) {
    const step = (high - low) / (POINTS + 1);
    for (let point = 1; point <= POINTS; point++) note(low + point * step);
    [low, high] = [Math.max(low, at - step), Math.min(high, at + step)];
  }
}

/** A bid, what is just below and above it, and the whole numbers next to it. */
function around(bid: number): number[] {
  return [bid, bid * (1 - NEXT), bid * (1 + NEXT), Math.ceil(bid) - 1, Math.floor(bid) + 1];
}

function neighbours(value: number, among: readonly number[]): [number, number] {
  const below = among.filter((other) => other < value);
  const above = among.filter((other) => other > value);
  return [
    below.length > 0 ? Math.max(...below) : value / 2,
    above.length > 0 ? Math.min(...above) : value * 2,
  ];
}

/** How easy a report is to read: whole numbers before halves before hundredths, small before large. */
function simplicity({ said }: { said: readonly number[] }): number {
  const each = said.map((value) => {
    const scale = [1, 2, 100].findIndex((factor) => Number.isInteger(value * factor));
    return (scale < 0 ? 4 : scale) + value / (1 + value);
  });
  return -Math.max(...each);
}
