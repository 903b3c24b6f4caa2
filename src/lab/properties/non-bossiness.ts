import { threshold } from '../lies.js';
import { type Outcome, withReports } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figures } from '../words.js';

/** Satterthwaite and Sonnenschein (1981): who does not change its own outcome changes nobody's. */
export const nonBossiness = marketProperty({
  title: 'a server that changes nothing for itself by what it says changes nothing for others',
  violation(mechanism, market, { tried }) {
    const { costs } = market;
    const before = mechanism.run(costs, market);
    for (const [server, truth] of costs.entries()) {
      const said = tried[0]!.slice(0, truth.length);
      const after = mechanism.run(withReports(costs, new Map([[server, said]])), market);
      const differs = (one: number) => isOther(before, after, one, threshold(market, ...said));
      if (differs(server)) continue;
      const changed = costs.findIndex((_, one) => differs(one));
      if (changed < 0) continue;
      const words = `server ${server} says ${figures(said)} in place of ${figures(truth)}: nothing changes for it, but server ${changed} is paid ${after.payments[changed]} in place of ${before.payments[changed]} (${costsInWords(costs)})`;
      return {
        words,
        figures: { ...market, server, said, changed, before, after },
        ...replayOfReports(mechanism, market, new Map([[server, said]]), words),
      };
    }
    return undefined;
  },
});

/** Whether tasks or payment of a server are others. */
function isOther(before: Outcome, after: Outcome, server: number, least: number): boolean {
  const pays = Math.abs(before.payments[server]! - after.payments[server]!) > least;
  return pays || before.shares[server]!.some((share, task) => share !== after.shares[server]![task]);
}
