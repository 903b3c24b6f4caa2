import { threshold } from '../lies.js';
import { costOf, sum } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figure } from '../words.js';

/** The auctioneer's: what it would have paid had it bought every task from whoever asks most is the most that it pays. */
export const budget = marketProperty({
  title: 'the auctioneer never pays more than the dearest offers for the tasks together',
  violation(mechanism, market) {
    const { payments } = mechanism.run(market.costs, market);
    const paid = sum(payments);
    const most = sum(
      market.sizes.map((_, task) => Math.max(...market.costs.map((row) => costOf(row, market.sizes, task)))),
    );
    if (paid <= most + threshold(market, paid)) return undefined;
    const words = `the auctioneer pays ${figure(paid)}, more than the ${figure(most)} of the dearest offers (${costsInWords(market.costs)})`;
    const look = 'the last line of "First auctions": its payment is above what any server asks';
    return {
      words,
      figures: { ...market, payments, paid, most },
      ...replayOfReports(mechanism, market, new Map(), words, look),
    };
  },
});
