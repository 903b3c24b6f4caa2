import type { Sale, TaskAuction } from './mechanism.js';
import { MechanismFailure } from './mechanism-failure.js';

/** So many bids are told of an auction that failed. */
const SHOWN = 10;

/**
 * The sale that `auction` makes of bids, which it cannot write to.
 *
 * @throws MechanismFailure where it throws, names no server that bids, or no finite payment
 */
export function soldBy(auction: TaskAuction, bids: readonly number[]): Sale {
  let sale: unknown;
  try {
    sale = auction.sell(Object.freeze([...bids]));
    // Nobody waits for a promise: what it is rejected for later must not end another run.
    if (sale instanceof Promise) sale.catch(() => {});
  } catch (error) {
    if (error instanceof MechanismFailure) throw error;
    throw new MechanismFailure(`the mechanism fails at ${bidsInWords(bids)}: ${String(error)}`, error);
  }
  return checkedSale(sale, bids);
}

function checkedSale(sale: unknown, bids: readonly number[]): Sale {
  const refuse = (what: string): never => {
    throw new MechanismFailure(`the mechanism ${what} (${bidsInWords(bids)})`);
  };
  if (typeof sale !== 'object' || sale === null) return refuse(`returns ${inWords(sale)}, no sale`);
  if (sale instanceof Promise) return refuse('returns a promise, and has to return the sale itself');
  const { winner, payment } = sale as Partial<Record<keyof Sale, unknown>>;
  if (winner === -1) return { winner, payment: 0 };
  if (typeof winner !== 'number' || !(bids[winner]! < Number.POSITIVE_INFINITY))
    return refuse(`has ${inWords(winner)} win, which is no server that bids, nor −1 for nobody`);
  if (typeof payment !== 'number' || !Number.isFinite(payment))
    return refuse(`pays ${inWords(payment)}, which is no amount`);
  return { winner, payment };
}

/** What somebody returned in the place of a number; texts in quotes. */
function inWords(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** `bids 1, 2, 5`. */
function bidsInWords(bids: readonly number[]): string {
  return `bids ${bids.slice(0, SHOWN).join(', ')}${bids.length > SHOWN ? ', …' : ''}`;
}
