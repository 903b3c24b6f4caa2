import { threshold } from '../lies.js';
import { costOf, costsBorne, type LabMarket, sum } from '../market.js';
import { marketProperty } from '../market-property.js';
import { replayOfReports } from '../replay.js';
import { costsInWords, figure } from '../words.js';

/** Allocative efficiency where all tell the truth: every task is done, and at the least cost that all together can have. */
export const efficiency = marketProperty({
  title: 'where all tell the truth, every task is done and their total cost is the least',
  violation(mechanism, market) {
    const outcome = mechanism.run(market.costs, market);
    const done = market.sizes.map((_, task) => sum(outcome.shares.map((row) => row[task]!)));
    const undone = done.findIndex((share) => share < 1 - 1e-9);
    const cost = sum(
      market.costs.map((_, server) => costsBorne(market.costs, market.sizes, outcome, server)),
    );
    const least = leastCost(market, 0, new Set());
    if (undone < 0 && cost <= least + threshold(market, cost)) return undefined;
    const words =
      undone < 0
        ? `the tasks cost ${figure(cost)}, and could cost ${figure(least)} (${costsInWords(market.costs)})`
        : `nobody does task ${undone} (${costsInWords(market.costs)})`;
    const who = undone < 0 ? 'winner and partners are not the cheapest way' : 'it has no winner';
    const look = `the last line of "First auctions": ${who}`;
    return {
      words,
      figures: { ...market, shares: outcome.shares, cost, least },
      ...replayOfReports(mechanism, market, new Map(), words, look),
    };
  },
});

/** The least cost of the tasks from `task` on, one a server: by trying all ways, so that it shares nothing with what it judges. */
function leastCost({ costs, sizes }: LabMarket, task: number, taken: ReadonlySet<number>): number {
  if (task === sizes.length) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [server, row] of costs.entries()) {
    if (taken.has(server)) continue;
    const rest = leastCost({ costs, sizes, groups: [], busy: -1 }, task + 1, new Set([...taken, server]));
    least = Math.min(least, costOf(row, sizes, task) + rest);
  }
  return least;
}
