import { type Lie, payingLie } from '../lies.js';
import type { LabMarket } from '../market.js';
import { marketProperty } from '../market-property.js';
import type { Mechanism } from '../mechanism.js';
import { replayOfReports } from '../replay.js';
import type { Counterexample } from '../verdict.js';
import { costsInWords, difference, figure, figures } from '../words.js';

/** Dominant-strategy truthfulness, as far as the search for a lie that pays goes. */
export const truthfulness = marketProperty({
  title: 'no server gains by lying about its costs, whatever the others say',
  violation(mechanism, market, { tried }) {
    for (let server = 0; server < market.costs.length; server++) {
      const lie = payingLie(mechanism, market, server, tried);
      if (lie) return told(mechanism, market, lie);
    }
    return undefined;
  },
});

function told(mechanism: Mechanism, market: LabMarket, lie: Lie): Counterexample {
  const { server, said, truthful, lying } = lie;
  const truth = market.costs[server]!;
  const gain = difference(truthful, lying);
  const words = `server ${server} says ${figures(said)} in place of ${figures(truth)} and gains ${figure(gain)}: utility ${figure(lying)} in place of ${figure(truthful)} (${costsInWords(market.costs)})`;
  return {
    words,
    figures: { ...market, server, said, truthful, lying, gain },
    ...replayOfReports(mechanism, market, new Map([[server, said]]), words),
  };
}
