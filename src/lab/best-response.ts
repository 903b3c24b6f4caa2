import type { Sale } from '../market/mechanism.js';
import { soldBy } from '../market/sold-by.js';
import { bidsAround, refine } from './lies.js';
import { sum } from './market.js';
import type { RepeatedAuction } from './mechanism.js';
import { simplifyNumber } from './simpler-numbers.js';

/** What a server says round by round, and what that is worth to it. */
export interface Response {
  readonly server: number;
  readonly said: readonly number[];
  /** Utility over all rounds when it tells the truth, and when it says this. */
  readonly truthful: number;
  readonly lying: number;
}

/** Passes over the rounds, the last first. */
const SWEEPS = 2;

/**
 * The best that a search finds for `server` to say in each of so many rounds, while the others tell the truth in all of them: round by
 * round the best price, by the bids of the others, what the mechanism remembers and a line search, the other rounds as they
 * stand. What it gains is a lower bound of what a best response does.
 *
 * @param costs - one a server, the same in every round
 */
export function bestResponse(
  auction: RepeatedAuction,
  costs: readonly number[],
  server: number,
  rounds: number,
): Response {
  const own = costs[server]!;
  const said = new Array<number>(rounds).fill(own);
  const worth = () => worthOf(auction, costs, server, said);
  const truthful = worth();
  let lying = truthful;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let round = rounds - 1; round >= 0; round--) {
      let best = said[round]!;
      refine(pricesThatMatter(auction, costs, said, server, round), (value) => {
        said[round] = value;
        const found = worth();
        if (found > lying) [best, lying] = [value, found];
        return found;
      });
      said[round] = best;
    }
  }
  return { server, truthful, said, lying };
}

/**
 * A response that tells the truth, or something that is easier to read, wherever at least half of the gain is left: what it gains is
 * less than the best.
 */
export function simplerResponse(
  auction: RepeatedAuction,
  costs: readonly number[],
  { lying, said: best, server, truthful }: Response,
): Response {
  const said = [...best];
  let left = lying;
  for (const round of said.keys()) {
    const number = {
      best: said[round]!,
      attempt(simpler: number): boolean {
        said[round] = simpler;
        const still = worthOf(auction, costs, server, said);
        const isEnough = still - truthful >= (lying - truthful) / 2;
        if (isEnough) [this.best, left] = [simpler, still];
        else said[round] = this.best;
        return isEnough;
      },
    };
    if (!number.attempt(costs[server]!)) simplifyNumber(number);
  }
  return { server, truthful, said, lying: left };
}

function worthOf(
  auction: RepeatedAuction,
  costs: readonly number[],
  server: number,
  said: readonly number[],
): number {
  let memory = auction.start(costs.length);
  const bids = [...costs];
  const worth: number[] = [];
  for (const price of said) {
    bids[server] = price;
    const sell = (said: readonly number[]): Sale => {
      const round = auction.round(said, memory);
      memory = round.memory;
      return round.sale;
    };
    const { winner, payment } = soldBy({ sell }, bids);
    worth.push(winner === server ? payment - costs[server]! : 0);
  }
  return sum(worth);
}

/** Prices at which something may change in a round: bids, what is remembered before it, and both next to them. */
function pricesThatMatter(
  auction: RepeatedAuction,
  costs: readonly number[],
  said: readonly number[],
  server: number,
  round: number,
): number[] {
  let memory = auction.start(costs.length);
  for (const price of said.slice(0, round)) {
    const bids = costs.map((cost, each) => (each === server ? price : cost));
    memory = auction.round(bids, memory).memory;
  }
  const own = costs[server]!;
  return [...new Set([own / 2, own, own * 2, own * 8, ...[...costs, ...memory].flatMap(bidsAround)])];
}
