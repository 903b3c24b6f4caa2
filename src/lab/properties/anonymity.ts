import { threshold } from '../lies.js';
import { type LabMarket, utility } from '../market.js';
import { marketProperty } from '../market-property.js';
import { costsInWords, figure } from '../words.js';

/** Who a server is does not matter: utilities, which ties do not change where they are broken harmlessly, go with the costs. */
export const anonymity = marketProperty({
  title: 'two servers that change places take their utilities with them',
  violation(mechanism, market, { pair: [one, other] }) {
    const from = (server: number) => (server === one ? other : server === other ? one : server);
    const swapped: LabMarket = {
      sizes: market.sizes,
      costs: market.costs.map((_, server) => market.costs[from(server)]!),
      groups: market.groups.map((_, server) => market.groups[from(server)]!),
      busy: market.busy < 0 ? -1 : from(market.busy),
    };
    const before = mechanism.run(market.costs, market);
    const after = mechanism.run(swapped.costs, swapped);
    for (const server of market.costs.keys()) {
      const was = utility(market, before, server);
      const is = utility(swapped, after, from(server));
      if (Math.abs(was - is) <= threshold(market, was, is)) continue;
      return {
        words: `the server of cost ${market.costs[server]!.map(figure).join(', ')} has a utility of ${figure(was)} as server ${server}, and of ${figure(is)} where servers ${one} and ${other} change places (${costsInWords(market.costs)})`,
        figures: { ...market, server, pair: [one, other], before: was, after: is },
        unreplayable: 'it takes two runs: swap two servers of the list',
      };
    }
    return undefined;
  },
});
