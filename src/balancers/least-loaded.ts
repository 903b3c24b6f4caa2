import { TournamentTree } from '../engine/tournament-tree.js';
import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { type LoadMeasure, loadMeasures } from './load-measures.js';

/** Options of {@link leastLoaded}. */
export interface LeastLoadedOptions {
  by: keyof typeof loadMeasures;
}

export const leastLoadedDefaults: LeastLoadedOptions = { by: 'count' };

/**
 * The least loaded server that is up: join the shortest queue. Those that are equally loaded take turns by id, as with
 * `least_conn` of nginx and `leastconn` of HAProxy. O(log N) a task and a change; draws nothing.
 *
 * Messages: the balancer remembers what it was told and what it has placed, so a server has to report only what makes it
 * less loaded: one message for each task that leaves it, one when it comes up.
 */
export function leastLoaded(options: Partial<LeastLoadedOptions>, terms: BalancerTerms): Balancer {
  const { by } = { ...leastLoadedDefaults, ...options };
  return delayed(terms, (view) => new LeastLoaded(view, loadMeasures[by]));
}

class LeastLoaded extends Balancer {
  /** Load of each server; infinite where it is down. */
  private readonly loads: TournamentTree;
  private next = 0;
  private reports = 0;

  constructor(
    private readonly view: FleetView,
    private readonly measure: LoadMeasure,
  ) {
    super();
    this.loads = new TournamentTree(view.count);
    this.loads.setAll((server) => this.loadOf(server));
  }

  override get messages(): number {
    return this.reports;
  }

  place(): number {
    if (this.loads.least === Number.POSITIVE_INFINITY) return -1;
    const server = this.loads.firstFrom(this.next);
    this.next = server + 1 === this.view.count ? 0 : server + 1;
    return server;
  }

  override serverChanged(server: number): void {
    const load = this.loadOf(server);
    if (load < this.loads.key(server)) this.reports++;
    this.loads.set(server, load);
  }

  private loadOf(server: number): number {
    return this.view.up[server] === 1 ? this.measure(this.view, server) : Number.POSITIVE_INFINITY;
  }
}
