import fc from 'fast-check';
import { marketArbitrary, reportArbitrary } from '../arbitraries/market.js';
import { type Lie, payingLie } from '../lies.js';
import type { LabMarket } from '../market.js';
import type { Mechanism } from '../mechanism.js';
import { property } from '../property.js';
import { replayOfReports } from '../replay.js';
import type { Counterexample } from '../verdict.js';
import { costsInWords, difference, figure, figures } from '../words.js';

/** Dominant-strategy truthfulness, as far as the search for a lie that pays goes. */
export const truthfulness = property<Mechanism, { market: LabMarket; tried: number[][] }>({
  title: 'no server gains by lying about its costs, whatever the others say',
  cases: ({ domain }) =>
    fc.record({
      market: marketArbitrary(domain),
      tried: fc.array(reportArbitrary(domain), { minLength: 4, maxLength: 4 }),
    }),
  violation(mechanism, { market, tried }) {
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
