import type { Sale, TaskAuction } from './mechanism.js';
import { OwnCodeFailure } from './own-code-failure.js';
import { returnedInWords, thrownInWords } from './returned-in-words.js';

/** So many bids are told of an auction that failed. */
const SHOWN = 10;

/** A mechanism that may have been read from a file. */
export interface NamedAuction extends TaskAuction {
  /** The file, as errors name it. */
  readonly file?: string;
}

/**
 * The sale that `auction` makes of bids, which it cannot write to. The one check of what a mechanism returns, for the lab and for
 * the engine.
 *
 * @throws OwnCodeFailure where it throws, or returns anything but a sale: a server that bids and a finite payment, or −1 and a
 *   payment of 0 or none
 */
export function soldBy(auction: NamedAuction, bids: readonly number[]): Sale {
  const name = auction.file === undefined ? '' : `${auction.file}: `;
  let sale: Sale | NoSale;
  try {
    const returned: unknown = auction.sell(Object.freeze([...bids]));
    // Nobody waits for a promise: what it is rejected for later must not end another run.
    if (returned instanceof Promise) returned.catch(() => {});
    sale = saleOf(returned, bids);
  } catch (error) {
    if (error instanceof OwnCodeFailure) throw error;
    const thrown = thrownInWords(error);
    const message = `${name}the mechanism fails at ${bidsInWords(bids)}: ${thrown}`;
    throw new OwnCodeFailure(message, { cause: error, fault: `throws ${thrown}` });
  }
  if (!('fault' in sale)) return sale;
  const { fault, words } = sale;
  throw new OwnCodeFailure(`${name}the mechanism ${words} (${bidsInWords(bids)})`, { fault });
}

/** What is wrong with what was returned, in words, and the same whatever the value is. */
interface NoSale {
  readonly words: string;
  readonly fault: string;
}

/** @param fault - with … in the place of the value */
function noSale(fault: string, value?: unknown): NoSale {
  return { fault, words: fault.replace('…', () => returnedInWords(value)) };
}

/** @returns the sale, or what is wrong with it */
function saleOf(returned: unknown, bids: readonly number[]): Sale | NoSale {
  if (typeof returned !== 'object' || returned === null)
    return noSale('returns …, which is no sale', returned);
  if ('then' in returned) return noSale('returns a promise, and has to return the sale itself');
  for (const key of Object.keys(returned)) {
    if (key !== 'winner' && key !== 'payment')
      return noSale('returns … beside winner and payment, which nothing reads', key);
  }
  const { winner, payment } = returned as Partial<Record<keyof Sale, unknown>>;
  if (winner === -1) {
    if (payment === undefined || payment === 0) return { winner: -1, payment: 0 };
    return noSale('pays … though nobody wins: a winner of −1 has a payment of 0', payment);
  }
  if (typeof winner !== 'number' || !(bids[winner]! < Number.POSITIVE_INFINITY))
    return noSale('has … win, which is no server that bids, nor −1 for nobody', winner);
  if (typeof payment !== 'number' || !Number.isFinite(payment))
    return noSale('pays …, which is no amount', payment);
  // −0 is 0.
  return { winner: winner + 0, payment: payment + 0 };
}

/** `bids 1, 2, 5`. */
export function bidsInWords(bids: readonly number[]): string {
  return `bids ${bids.slice(0, SHOWN).join(', ')}${bids.length > SHOWN ? ', …' : ''}`;
}
