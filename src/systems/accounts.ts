import type { System } from '../engine/system.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';

/** Numbers the auctions, and counts what came of each. To be added behind the systems that read its number. */
export function accountsSystem({ auction, round, total }: Market): System {
  const book = (): void => {
    auction.number++;
    round.byStatus[auction.status]!++;
    if (auction.members === 0) return;
    round.sold++;
    round.payments += auction.payment;
    total.payments += auction.payment;
    round.winningBids += auction.winningBid;
    round.secondPrices += auction.secondPrice;
  };
  return { name: 'accounts', on: { [EventKind.TaskRetry]: book, [EventKind.TaskArrival]: book } };
}
