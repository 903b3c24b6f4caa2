import type { Sale } from '../../market/mechanism.js';
import { ofTaskAuction } from '../mechanism.js';
import { lowestTwo } from '../order.js';
import { reserveTerms } from './paper-reserve.js';

const { initial, factor } = reserveTerms;

/**
 * The control of {@link bindingReserve}: each server has a reserve of its own, which follows the lowest bids of the others as if it had
 * not been there. Whatever it says, in this round or an earlier one, does not move what it is paid.
 */
export const leaveOneOut = ofTaskAuction(
  {
    title: 'second price under an adaptive reserve that each server is left out of; no coalitions',
    sell: (bids) =>
      sold(
        bids,
        bids.map(() => initial),
      ),
  },
  {
    unreplayable: 'the engine has one reserve for all servers',
    repeated: {
      start: (servers) => new Array<number>(servers).fill(initial),
      round(bids, reserves) {
        const { winner, lowest, second } = lowestTwo(bids);
        const next = reserves.map((reserve, server) => {
          const rival = server === winner ? second : lowest;
          return rival <= reserve ? factor * rival : reserve;
        });
        return { sale: sold(bids, reserves), memory: next };
      },
    },
  },
);

/** The lowest bid wins where it is not above its own reserve, and is paid the lower of that and the lowest of the others. */
function sold(bids: readonly number[], reserves: readonly number[]): Sale {
  const { winner, lowest, second } = lowestTwo(bids);
  const reserve = reserves[winner]!;
  return lowest <= reserve ? { winner, payment: Math.min(second, reserve) } : { winner: -1, payment: 0 };
}
