import { ofTaskAuction } from '../mechanism.js';

/** What the auctioneer offers, whatever is bid. */
const PRICE = 10;

/** The price stands before anybody speaks: the first server, by id, that would do it for that much takes the task and the price. */
export const postedPrice = ofTaskAuction(
  {
    title: `the first that asks for at most ${PRICE} takes the task and is paid ${PRICE}`,
    sell(bids) {
      const winner = bids.findIndex((bid) => bid <= PRICE);
      return { winner, payment: winner < 0 ? 0 : PRICE };
    },
  },
  { unreplayable: 'the engine posts no prices' },
);
