import { reportsNear, threshold } from '../lies.js';
import { type LabMarket, type Profile, utility, withReports } from '../market.js';
import { marketProperty } from '../market-property.js';
import type { Mechanism } from '../mechanism.js';
import { replayOfReports } from '../replay.js';
import type { Counterexample } from '../verdict.js';
import { costsInWords, difference, figure, figures } from '../words.js';

/**
 * Group-strategyproofness of pairs, without side payments: no two servers can lie so that neither loses and one gains. Stronger than
 * truthfulness; a second price is no match for a runner-up that does the winner a favour.
 */
export const pairStrategyproofness = marketProperty({
  title: 'no two servers can lie together so that neither loses and one gains',
  violation(mechanism, market, { tried }) {
    const { length } = market.costs;
    for (let one = 0; one < length; one++) {
      for (let other = one + 1; other < length; other++) {
        const found = lieOf(mechanism, market, [one, other], tried.slice(0, 1));
        if (found) return found;
      }
    }
    return undefined;
  },
});

function lieOf(
  mechanism: Mechanism,
  market: LabMarket,
  pair: readonly [number, number],
  tried: Profile,
): Counterexample | undefined {
  const honest = mechanism.run(market.costs, market);
  const before = pair.map((server) => utility(market, honest, server));
  const ways = pair.map((server) => [market.costs[server]!, ...reportsNear(market, server, tried)]);
  for (const first of ways[0]!) {
    for (const second of ways[1]!) {
      const said = new Map([
        [pair[0], first],
        [pair[1], second],
      ]);
      const outcome = mechanism.run(withReports(market.costs, said), market);
      const after = pair.map((server) => utility(market, outcome, server));
      const gains = after.map((worth, i) => worth - before[i]!);
      const least = threshold(market, ...before, ...after);
      if (Math.min(...gains) >= -least && Math.max(...gains) > least)
        return told(mechanism, market, said, before, after);
    }
  }
  return undefined;
}

function told(
  mechanism: Mechanism,
  market: LabMarket,
  said: ReadonlyMap<number, readonly number[]>,
  before: readonly number[],
  after: readonly number[],
): Counterexample {
  const each = Array.from(said, ([server, report], i) => {
    const truth = market.costs[server]!;
    const says =
      report === truth ? 'tells the truth' : `says ${figures(report)} in place of ${figures(truth)}`;
    return `server ${server} ${says} and gains ${figure(difference(before[i]!, after[i]!))}`;
  });
  const words = `${each.join(', ')} (${costsInWords(market.costs)})`;
  const lies = new Map(Array.from(said).filter(([server, report]) => report !== market.costs[server]));
  return {
    words,
    figures: { ...market, said: Object.fromEntries(said), truthful: before, lying: after },
    ...replayOfReports(mechanism, market, lies, words),
  };
}
