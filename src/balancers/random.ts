import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { UpServers } from './up-servers.js';

/** Any server that is up, each with the same chance. One draw and O(1) a task; asks nobody. */
export function random(_options: object, terms: BalancerTerms): Balancer {
  return delayed(terms, (view) => new Random(view, terms));
}

class Random extends Balancer {
  private readonly servers: UpServers;

  constructor(view: FleetView, { uniform }: BalancerTerms) {
    super();
    this.servers = new UpServers(view, uniform);
  }

  place(): number {
    return this.servers.draw();
  }

  override serverChanged(server: number): void {
    this.servers.refresh(server);
  }
}
