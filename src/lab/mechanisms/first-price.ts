import { ofTaskAuction } from '../mechanism.js';
import { lowestTwo } from '../order.js';

/** The lowest bid wins and is paid what it asks. */
export const firstPrice = ofTaskAuction(
  {
    title: 'the lowest bid wins and is paid what it asks',
    sell(bids) {
      const { winner, lowest } = lowestTwo(bids);
      return { winner, payment: lowest };
    },
  },
  { scenario: { auction: { payment: 'first-price' } } },
);
