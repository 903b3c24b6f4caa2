import type { System } from '../../engine/system.js';
import { MechanismAuction } from '../../market/mechanism-auction.js';
import type { PaymentRule, Settlement } from '../../market/payment-rule.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import { Status } from '../records.js';
import type { Unsold } from '../unsold.js';
import type { AuctionHouse } from './auction-house.js';

/**
 * Finds the two lowest bids, holds the lowest against the reserve and says what the winner is paid. A task that a
 * binding reserve leaves unsold, nobody bids for, or goes to a server that has failed since the auction heard of it, is tried
 * again later or dropped, as the scenario says.
 */
export function auctionSystem(
  market: Market,
  house: AuctionHouse,
  payment: PaymentRule,
  unsold: Unsold,
): System {
  const { auction, scenario } = market;
  const { servers } = market.world;
  const { known, prices, winners } = house;
  const { binding } = scenario.auction.reserve;
  const rule: PaymentRule = winners instanceof MechanismAuction ? () => winners.payment : payment;
  const settlement: Settlement = { winningBid: 0, secondPrice: 0, bidders: 0, reserve: 0 };

  const hold = (time: number): void => {
    winners.determine(auction, auction);
    // A call for each server that is known to be up, and a bid of each of them that is up.
    house.messages += known ? known.asked + known.answering : 2 * servers.working;
    const above = auction.winningBid > prices.value;
    // Nobody bids while all servers are under repair.
    if (auction.winner < 0) auction.winningBid = auction.secondPrice = Number.NaN;
    if (auction.winner < 0 || (above && binding) || servers.up[auction.winner] === 0) return unsold(time);
    auction.status = above ? Status.aboveReserve : Status.assigned;
    auction.members = 1;
    auction.member[0] = auction.winner;
    auction.share[0] = auction.load;
    pay();
  };
  const pay = (): void => {
    settlement.winningBid = auction.winningBid;
    settlement.secondPrice = auction.secondPrice;
    // Others may be under repair.
    settlement.bidders = auction.runnerUp < 0 ? 1 : servers.count;
    settlement.reserve = binding ? prices.value : Number.POSITIVE_INFINITY;
    auction.payment = rule(settlement);
  };
  return { name: 'auction', on: { [EventKind.TaskRetry]: hold, [EventKind.TaskArrival]: hold } };
}
