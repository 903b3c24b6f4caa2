import { threshold } from '../lies.js';
import { costOf, type LabMarket, type Outcome, utility } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figure } from '../words.js';

/** Foley (1967): nobody would rather have another's tasks and payment than its own. */
export const envyFreeness = marketProperty({
  title: 'where all tell the truth, no server would rather have the tasks and the payment of another',
  violation(mechanism, market) {
    const outcome = mechanism.run(market.costs, market);
    for (const server of market.costs.keys()) {
      const own = utility(market, outcome, server);
      for (const other of market.costs.keys()) {
        const theirs = inPlaceOf(market, outcome, server, other);
        if (theirs <= own + threshold(market, own, theirs)) continue;
        const words = `server ${server} has a utility of ${figure(own)}, and would have ${figure(theirs)} in place of server ${other} (${costsInWords(market.costs)})`;
        const look = `the last line of "First auctions", for what server ${other} is paid; "Servers at the end", for the utilities`;
        return {
          words,
          figures: { ...market, server, other, own, theirs, ...outcome },
          ...replayOfReports(mechanism, market, new Map(), words, look),
        };
      }
    }
    return undefined;
  },
});

/** What the tasks and the payment of `other` are worth to `server`. */
function inPlaceOf({ costs, sizes }: LabMarket, outcome: Outcome, server: number, other: number): number {
  let worth = outcome.payments[other]!;
  for (const task of sizes.keys())
    worth -= outcome.shares[other]![task]! * costOf(costs[server]!, sizes, task);
  return worth;
}
