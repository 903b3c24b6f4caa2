import fc from 'fast-check';
import type { LabMarket, Profile } from '../market.js';
import type { Domain } from '../mechanism.js';
import { cost } from './costs.js';

/** Servers beyond the fewest that there may be, and tasks at most. */
const MORE_SERVERS = 4;
const MOST_TASKS = 3;

/** Markets that a mechanism is made for: from the fewest servers up, with ties and extremes. */
export function marketArbitrary(domain: Domain): fc.Arbitrary<LabMarket> {
  const { sells, leastServers, coalitions } = domain;
  const isOne = sells === 'one-task';
  const least = isOne ? leastServers : leastServers + 1;
  const most = least + MORE_SERVERS;
  const columns = sells === 'several' ? MOST_TASKS : 1;
  return fc
    .record({
      rows: fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), {
        minLength: least,
        maxLength: most,
        size: 'max',
      }),
      // So that everybody may be above what a mechanism thinks is dear.
      scale: fc.constantFrom(1, 1, 1, 10),
      tasks: fc.integer({ min: 1, max: isOne ? 1 : MOST_TASKS }),
      size: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: MOST_TASKS, maxLength: MOST_TASKS }),
      group: fc.array(fc.nat({ max: 1 }), { minLength: most, maxLength: most }),
    })
    .map(({ rows, scale, tasks, size, group }) => {
      const count = isOne ? 1 : Math.min(tasks, rows.length - leastServers);
      const costs = rows.map((row) =>
        row.slice(0, sells === 'several' ? count : 1).map((each) => each * scale),
      );
      const market = {
        costs,
        sizes: size.slice(0, count).map((each) => (sells === 'sizes' ? each : 1)),
        groups: costs.map((_, server) => (coalitions ? group[server]! : 0)),
      };
      return withBusy(market, domain);
    });
}

/** The markets of {@link marketArbitrary}, in words. */
export function marketsInWords({ sells, leastServers }: Domain): string {
  const isOne = sells === 'one-task';
  const least = isOne ? leastServers : leastServers + 1;
  const tasks = isOne ? '1 task' : `1 to ${MOST_TASKS} tasks`;
  return `markets of ${least} to ${least + MORE_SERVERS} servers and ${tasks}, costs mostly from 1 to 100, seldom from 10⁻⁶ to 10⁸`;
}

/** A report of the shape of a market's rows. */
export function reportArbitrary({ sells }: Domain): fc.Arbitrary<number[]> {
  const length = sells === 'several' ? MOST_TASKS : 1;
  return fc.array(cost, { minLength: length, maxLength: length });
}

/** The market where, if coalitions matter, the server that is busy is the one that an earlier task went to: the cheapest. */
export function withBusy(market: Omit<LabMarket, 'busy'>, { coalitions }: Domain): LabMarket {
  return { ...market, busy: coalitions ? cheapest(market.costs) : -1 };
}

function cheapest(costs: Profile): number {
  return costs.reduce((best, [own], server) => (own! < costs[best]![0]! ? server : best), 0);
}
