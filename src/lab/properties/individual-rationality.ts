import { threshold } from '../lies.js';
import { utility } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figure } from '../words.js';

/** A server that tells the truth never loses by taking part. */
export const individualRationality = marketProperty({
  title: 'no server that tells the truth is paid less than its part costs it',
  violation(mechanism, market) {
    const outcome = mechanism.run(market.costs, market);
    for (let server = 0; server < market.costs.length; server++) {
      const worth = utility(market, outcome, server);
      if (worth >= -threshold(market, outcome.payments[server]!)) continue;
      const words = `server ${server} tells the truth and has a utility of ${figure(worth)} (${costsInWords(market.costs)})`;
      const look = `the utility of server ${server} in "Servers at the end"`;
      return {
        words,
        figures: { ...market, server, utility: worth },
        ...replayOfReports(mechanism, market, new Map(), words, look),
      };
    }
    return undefined;
  },
});
