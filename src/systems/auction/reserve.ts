import type { System } from '../../engine/system.js';
import type { Reserve } from '../../market/reserve.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/** Lets the reserve follow the winning bids, a window being a round or one auction, as the scenario says. */
export function reserveSystem({ auction, scenario }: Market, reserve: Reserve): System {
  const everyAuction = scenario.auction.reserve.update === 'auction';
  const note = (): void => {
    if (auction.members > 0) reserve.sold(auction.winningBid);
    if (everyAuction) reserve.closeWindow();
  };
  return {
    name: 'reserve',
    on: {
      [EventKind.TaskRetry]: note,
      [EventKind.TaskArrival]: note,
      [EventKind.RoundEnd]: () => reserve.closeWindow(),
      [EventKind.ReserveTick]: () => reserve.closeWindow(),
    },
  };
}
