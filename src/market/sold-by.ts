import { shortened } from '../input/harmless.js';
import type { Sale, TaskAuction } from './mechanism.js';
import { MechanismFailure } from './mechanism-failure.js';
import { returnedInWords } from './returned-in-words.js';

/** So many bids are told of an auction that failed. */
const SHOWN = 10;

/** Characters of what a mechanism throws that are told. */
const LONGEST_TOLD = 500;

/** A mechanism that may have been read from a file. */
export interface NamedAuction extends TaskAuction {
  /** The file, as errors name it. */
  readonly file?: string;
}

/**
 * The sale that `auction` makes of bids, which it cannot write to. The one check of what a mechanism returns, for the lab and for
 * the engine.
 *
 * @throws MechanismFailure where it throws, or returns anything but a sale: a server that bids and a finite payment, or −1 and a
 *   payment of 0 or none
 */
export function soldBy(auction: NamedAuction, bids: readonly number[]): Sale {
  const name = auction.file === undefined ? '' : `${auction.file}: `;
  let sale: Sale | string;
  try {
    const returned: unknown = auction.sell(Object.freeze([...bids]));
    // Nobody waits for a promise: what it is rejected for later must not end another run.
    if (returned instanceof Promise) returned.catch(() => {});
    sale = saleOf(returned, bids);
  } catch (error) {
    if (error instanceof MechanismFailure) throw error;
    throw new MechanismFailure(
      `${name}the mechanism fails at ${bidsInWords(bids)}: ${shortened(String(error), LONGEST_TOLD)}`,
      error,
    );
  }
  if (typeof sale !== 'string') return sale;
  throw new MechanismFailure(`${name}the mechanism ${sale} (${bidsInWords(bids)})`);
}

/** @returns the sale, or what is wrong with it */
function saleOf(returned: unknown, bids: readonly number[]): Sale | string {
  if (typeof returned !== 'object' || returned === null)
    return `returns ${returnedInWords(returned)}, which is no sale`;
  if ('then' in returned) return 'returns a promise, and has to return the sale itself';
  for (const key of Object.keys(returned)) {
    if (key !== 'winner' && key !== 'payment')
      return `returns ${returnedInWords(key)} beside winner and payment, which nothing reads`;
  }
  const { winner, payment } = returned as Partial<Record<keyof Sale, unknown>>;
  if (winner === -1) {
    if (payment === undefined || payment === 0) return { winner: -1, payment: 0 };
    return `pays ${returnedInWords(payment)} though nobody wins: a winner of −1 has a payment of 0`;
  }
  if (typeof winner !== 'number' || !(bids[winner]! < Number.POSITIVE_INFINITY))
    return `has ${returnedInWords(winner)} win, which is no server that bids, nor −1 for nobody`;
  if (typeof payment !== 'number' || !Number.isFinite(payment))
    return `pays ${returnedInWords(payment)}, which is no amount`;
  // −0 is 0.
  return { winner: winner + 0, payment: payment + 0 };
}

/** `bids 1, 2, 5`. */
export function bidsInWords(bids: readonly number[]): string {
  return `bids ${bids.slice(0, SHOWN).join(', ')}${bids.length > SHOWN ? ', …' : ''}`;
}
