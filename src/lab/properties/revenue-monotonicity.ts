import { threshold } from '../lies.js';
import { type LabMarket, type Outcome, sum } from '../market.js';
import { marketProperty } from '../market-property.js';
import { costsInWords, figure } from '../words.js';

/** In a reverse auction: one server more never makes the same tasks dearer for the auctioneer. */
export const revenueMonotonicity = marketProperty({
  title: 'one server more never has the auctioneer pay more for the same tasks',
  moreServers: 1,
  violation(mechanism, market, { pair: [newcomer] }) {
    const { costs, sizes, groups, busy } = market;
    // Who is busy was there before.
    if (newcomer === busy) return undefined;
    const without = <T>(list: readonly T[]) => list.filter((_, server) => server !== newcomer);
    const smaller: LabMarket = {
      sizes,
      costs: without(costs),
      groups: without(groups),
      busy: busy > newcomer ? busy - 1 : busy,
    };
    const [before, after] = [mechanism.run(smaller.costs, smaller), mechanism.run(costs, market)];
    const [less, more] = [sum(before.payments), sum(after.payments)];
    if (tasksDone(before) !== tasksDone(after) || more <= less + threshold(market, more)) return undefined;
    return {
      words: `the auctioneer pays ${figure(more)}, and ${figure(less)} without server ${newcomer} (${costsInWords(costs)})`,
      figures: { ...market, newcomer, with: more, without: less },
      unreplayable: 'it takes two runs: remove a server from the list',
    };
  },
});

function tasksDone({ shares }: Outcome): number {
  return Math.round(sum(shares.flat()));
}
