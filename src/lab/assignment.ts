import { munkres } from 'munkres';
import { costOf, type Profile } from './market.js';

/** Who takes which task at the least total cost, one task a server at most. */
export interface Assignment {
  /** Server of each task. */
  readonly servers: readonly number[];
  readonly cost: number;
}

/**
 * The cheapest assignment of every task to a server of its own: the Hungarian method, O(tasks² · servers). Kuhn (1955), "The Hungarian
 * method for the assignment problem", as improved by Munkres (1957).
 *
 * @param profile - at least as many servers as tasks
 */
export function cheapestAssignment(profile: Profile, sizes: readonly number[]): Assignment {
  const servers = new Array<number>(sizes.length).fill(-1);
  const costs = sizes.map((_, task) => profile.map((row) => costOf(row, sizes, task)));
  let cost = 0;
  for (const [task, server] of munkres(costs)) {
    servers[task] = server;
    cost += costs[task]![server]!;
  }
  return { servers, cost };
}
