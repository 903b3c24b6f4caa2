import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';

/** The next server by id that is up, after the last one and around. O(1) and one more for each that is down; draws and asks nothing. */
export function roundRobin(_options: object, terms: BalancerTerms): Balancer {
  return delayed(terms, (view) => new RoundRobin(view));
}

class RoundRobin extends Balancer {
  private next = 0;

  constructor(private readonly view: FleetView) {
    super();
  }

  place(): number {
    const { count, up } = this.view;
    for (let tried = 0; tried < count; tried++) {
      const server = this.next;
      this.next = server + 1 === count ? 0 : server + 1;
      if (up[server] === 1) return server;
    }
    return -1;
  }
}
