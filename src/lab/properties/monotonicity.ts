import { threshold } from '../lies.js';
import { costOf, withReports } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figures } from '../words.js';

/**
 * Weak monotonicity: of one number a server it says that who asks for less is never given less to do (Myerson 1981); of several, what Bikhchandani,
 * Chatterji, Lavi, Mu'alem, Nisan and Sen (2006, Econometrica 74) show to be necessary for truthfulness.
 */
export const monotonicity = marketProperty({
  title: 'a server that asks for less is never given less to do',
  violation(mechanism, market, { tried }) {
    const { costs, sizes } = market;
    const honest = mechanism.run(costs, market).shares;
    for (const [server, truth] of costs.entries()) {
      const said = tried[0]!.slice(0, truth.length);
      const reports = withReports(costs, new Map([[server, said]]));
      const changed = mechanism.run(reports, market).shares[server]!;
      let product = 0;
      for (const task of sizes.keys()) {
        const rise = costOf(said, sizes, task) - costOf(truth, sizes, task);
        product += rise * (changed[task]! - honest[server]![task]!);
      }
      if (product <= threshold(market, ...said)) continue;
      const words = `server ${server} takes ${figures(honest[server]!)} of the tasks where it asks for ${figures(truth)}, and ${figures(changed)} where it asks for ${figures(said)} (${costsInWords(costs)})`;
      const look =
        'winner and partners in the last line of "First auctions", with the lies and once without bidding.lies';
      return {
        words,
        figures: { ...market, server, said, honest: honest[server], changed },
        ...replayOfReports(mechanism, market, new Map([[server, said]]), words, look),
      };
    }
    return undefined;
  },
});
