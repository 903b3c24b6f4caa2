import type { Sale, TaskAuction } from '../dist/market/mechanism.js';

/** Second prices with a fault of a known size each: how often the lab finds it is measured. */

/** A sale by the second price, and what is changed where the fault shows. */
interface SecondPrice extends Sale {
  readonly second: number;
}

function secondPrice(bids: readonly number[]): SecondPrice {
  const lowest = Math.min(...bids);
  const winner = bids.indexOf(lowest);
  const second = Math.min(...bids.filter((_, server) => server !== winner));
  return { winner, payment: second, second };
}

/** The second price, or in markets where `shows` the bid itself: the winner then gains by asking for more. */
function paysTheBidWhere(shows: (bids: readonly number[]) => boolean): TaskAuction {
  return {
    sell(bids) {
      const { winner, payment } = secondPrice(bids);
      return { winner, payment: shows(bids) ? bids[winner]! : payment };
    },
  };
}

/** The second price, or in markets where `shows` twice the highest bid: more than any offer. */
function paysTooMuchWhere(shows: (bids: readonly number[]) => boolean): TaskAuction {
  return {
    sell(bids) {
      const { winner, payment } = secondPrice(bids);
      return { winner, payment: shows(bids) ? 2 * Math.max(...bids) : payment };
    },
  };
}

const allAbove = (cost: number) => (bids: readonly number[]) => Math.min(...bids) > cost;

/** One market in `n`, by a hash of all bids (FNV-1a of their bits). */
const oneIn =
  (n: number, salt: number) =>
  (bids: readonly number[]): boolean => {
    let hash = 2166136261 ^ salt;
    for (const word of new Uint32Array(new Float64Array(bids).buffer)) {
      hash = Math.imul(hash ^ word, 16777619);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0 < 2 ** 32 / n;
  };

/** A fault: the property that it is against, and the mechanism, whose place is drawn by `place`, in (0, 1). */
export interface Fault {
  /** What it does, with its size. */
  readonly name: string;
  readonly property: 'truthfulness' | 'budget' | 'monotonicity';
  auction(place: number): TaskAuction;
}

/**
 * Whether a search finds a fault. What makes a counterexample simpler is cut short: the mechanism throws from then on.
 *
 * @param place - of the fault, in (0, 1)
 * @param search - looks for counterexamples to the fault's property, and tells of each
 */
export function isFound(
  { auction }: Fault,
  place: number,
  search: (auction: TaskAuction, onFound: () => void) => void,
): boolean {
  const { sell } = auction(place);
  let found = false;
  const cutShort: TaskAuction = {
    sell(bids) {
      if (found) throw new Error('found');
      return sell(bids);
    },
  };
  search(cutShort, () => {
    found = true;
  });
  return found;
}

/** The payment is too high in one market of `n`. */
export const rareMarket = (n: number): Fault => ({
  name: `pays too much in one of ${n} markets`,
  property: 'budget',
  auction: (place) => paysTooMuchWhere(oneIn(n, Math.floor(place * 2 ** 32))),
});

/** The payment is too high where every cost is above `cost`. */
export const dearPayment = (cost: number): Fault => ({
  name: `pays too much where all costs are above ${cost}`,
  property: 'budget',
  auction: () => paysTooMuchWhere(allAbove(cost)),
});

/** The winner is paid its bid where every bid is above `cost`. */
export const dearBid = (cost: number): Fault => ({
  name: `pays the bid where all are above ${cost}`,
  property: 'truthfulness',
  auction: () => paysTheBidWhere(allAbove(cost)),
});

/** The winner is paid its bid where there are `servers` or more. */
export const manyServers = (servers: number): Fault => ({
  name: `pays the bid where ${servers} servers or more bid`,
  property: 'truthfulness',
  auction: () => paysTheBidWhere(({ length }) => length >= servers),
});

/** The winner is paid half as much again where its bid is a share of the second price, in an interval of `width`. */
export const shareInterval = (width: number): Fault => ({
  name: `pays more for a bid of U to U + ${width} of the second price`,
  property: 'truthfulness',
  auction: (place) => ({
    sell(bids) {
      const { winner, payment, second } = secondPrice(bids);
      const above = bids[winner]! / second - place * (1 - width);
      return { winner, payment: above >= 0 && above < width ? 1.5 * payment : payment };
    },
  }),
});

/** The winner is paid half as much again where its bid is in an interval of `width` between 1 and 100. */
export const costInterval = (width: number): Fault => ({
  name: `pays more for a bid of A to A + ${width}`,
  property: 'truthfulness',
  auction: (place) => ({
    sell(bids) {
      const { winner, payment } = secondPrice(bids);
      const above = bids[winner]! - 100 ** place;
      return { winner, payment: above >= 0 && above < width ? 1.5 * payment : payment };
    },
  }),
});

/** The lowest bid loses to the next one where it is a share of that, in an interval of `width`. */
export const losingInterval = (width: number): Fault => ({
  name: `has a bid of U to U + ${width} of the next one lose`,
  property: 'monotonicity',
  auction: (place) => ({
    sell(bids) {
      const { winner, payment, second } = secondPrice(bids);
      const above = bids[winner]! / second - place * (1 - width);
      if (!(above >= 0 && above < width)) return { winner, payment };
      return { winner: bids.findIndex((bid, i) => i !== winner && bid === second), payment: second };
    },
  }),
});

/** Everything that is measured. */
export const faults: readonly Fault[] = [
  ...[100, 1000, 10_000, 100_000].map(rareMarket),
  ...[10, 100, 1000, 5000, 100_000].map(dearPayment),
  ...[10, 100, 1000, 5000, 100_000].map(dearBid),
  ...[5, 6, 7].map(manyServers),
  ...[0.1, 0.01, 0.001, 0.0001, 0.00001].map(shareInterval),
  ...[1, 0.1, 0.01, 0.001, 0.0001].map(costInterval),
  ...[0.1, 0.01, 0.001, 0.0001].map(losingInterval),
];
