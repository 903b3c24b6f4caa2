import type { BalancerTerms } from 'vickrey';

/** Joins the shortest of the queues that are up; of equal ones the first. */
export default ({ fleet }: BalancerTerms) => ({
  place() {
    let shortest = -1;
    for (let server = 0; server < fleet.count; server++) {
      if (fleet.up[server] === 0) continue;
      if (shortest < 0 || fleet.tasks[server]! < fleet.tasks[shortest]!) shortest = server;
    }
    return shortest;
  },
});
