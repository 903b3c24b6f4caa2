import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { UpServers } from './up-servers.js';

/** Cost, for each outstanding task, of a server that has not returned any yet: above every cost that is measured. */
const UNMEASURED = 1e100;

/** Options of {@link peakEwma}. */
export interface PeakEwmaOptions {
  /** Time in which what is known of latencies loses all but 1/e of its weight, > 0. */
  decay: number;
}

/** Ten seconds, where a unit of time is a second: the default of Finagle and of Linkerd. */
export const peakEwmaDefaults: PeakEwmaOptions = { decay: 10 };

/**
 * The cheaper of two servers drawn at random, the first drawn where they cost the same (Finagle, `PeakEwma.scala`; Linkerd).
 * Cost is estimated latency × (outstanding tasks + 1). The estimate jumps to every latency above it and
 * otherwise moves towards it: estimate · w + latency · (1 − w), w = exp(−t / decay), t the time since it last changed. To
 * look at it is to change it as by a latency of 0. A server that has returned nothing yet costs nothing while it has no
 * task, and more than any other when it has. Two draws and O(1) a task.
 *
 * Messages: none. The balancer knows only what it has placed and what has come back.
 */
export function peakEwma(options: Partial<PeakEwmaOptions>, terms: BalancerTerms): Balancer {
  const { decay } = { ...peakEwmaDefaults, ...options };
  return delayed(terms, (view) => new PeakEwma(view, decay, terms));
}

class PeakEwma extends Balancer {
  private readonly servers: UpServers;
  private readonly drawn = new Int32Array(2);
  private readonly outstanding: Int32Array;
  private readonly estimate: Float64Array;
  private readonly changedAt: Float64Array;

  constructor(
    view: FleetView,
    private readonly decay: number,
    { uniform }: BalancerTerms,
  ) {
    super();
    this.servers = new UpServers(view, uniform);
    this.outstanding = new Int32Array(view.count);
    this.estimate = new Float64Array(view.count);
    this.changedAt = new Float64Array(view.count);
  }

  place(time: number): number {
    const server = this.cheaper(time);
    if (server >= 0) this.outstanding[server]!++;
    return server;
  }

  override serverChanged(server: number): void {
    this.servers.refresh(server);
  }

  override returned(server: number, time: number, latency: number): void {
    this.outstanding[server]!--;
    this.observe(server, time, latency);
  }

  override lost(server: number): void {
    this.outstanding[server]!--;
  }

  private cheaper(time: number): number {
    const drawn = this.servers.drawDistinct(2, this.drawn);
    if (drawn === 0) return -1;
    const one = this.drawn[0]!;
    const other = this.drawn[drawn - 1]!;
    return this.cost(one, time) <= this.cost(other, time) ? one : other;
  }

  private cost(server: number, time: number): number {
    this.observe(server, time, 0);
    const outstanding = this.outstanding[server]!;
    const estimate = this.estimate[server]!;
    return estimate === 0 ? UNMEASURED * outstanding : estimate * (outstanding + 1);
  }

  private observe(server: number, time: number, latency: number): void {
    const estimate = this.estimate[server]!;
    const kept = Math.exp((this.changedAt[server]! - time) / this.decay);
    this.estimate[server] = latency > estimate ? latency : estimate * kept + latency * (1 - kept);
    this.changedAt[server] = time;
  }
}
