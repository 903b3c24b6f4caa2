import { ofTaskAuction } from '../mechanism.js';
import { lowestTwo } from '../order.js';

/**
 * The lowest bid wins and is paid the lowest of the others. Vickrey (1961), "Counterspeculation, auctions, and competitive
 * sealed tenders", section II.
 */
export const secondPrice = ofTaskAuction(
  {
    title: 'the lowest bid wins and is paid the second-lowest',
    sell(bids) {
      const { winner, second } = lowestTwo(bids);
      return { winner, payment: second };
    },
  },
  { scenario: { auction: { payment: 'second-price' } } },
);
