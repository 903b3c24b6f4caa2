import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { loadMeasures } from './load-measures.js';
import { probesWithin } from './probe-limit.js';
import { UpServers } from './up-servers.js';

/** Options of {@link powerOfD}. */
export interface PowerOfDOptions {
  /** Servers that are asked, ≥ 1. Left out, as many as a decision may ask; never more than that. */
  d: number;
  /** Whether the same server may be drawn twice. */
  replacement: boolean;
  by: keyof typeof loadMeasures;
}

/** With d where a decision may ask any number. */
export const powerOfDDefaults: PowerOfDOptions = { d: 2, replacement: false, by: 'count' };

/**
 * The least loaded of d servers drawn at random, the first drawn of those that are equally loaded (Vvedenskaya, Dobrushin
 * and Karpelevich 1996, Problems of Information Transmission 32; Mitzenmacher 2001, IEEE Transactions on Parallel and
 * Distributed Systems 12). d draws and O(d) a task.
 *
 * Messages: d questions and d answers a task, fewer where fewer servers are up.
 */
export function powerOfD(options: Partial<PowerOfDOptions>, terms: BalancerTerms): Balancer {
  const d = probesWithin(terms.probes, options.d, powerOfDDefaults.d);
  return delayed(terms, (view) => new PowerOfD(view, { ...powerOfDDefaults, ...options, d }, terms));
}

class PowerOfD extends Balancer {
  private readonly servers: UpServers;
  private readonly drawn: Int32Array;
  private exchanged = 0;

  constructor(
    private readonly view: FleetView,
    private readonly options: PowerOfDOptions,
    { uniform }: BalancerTerms,
  ) {
    super();
    this.servers = new UpServers(view, uniform);
    this.drawn = new Int32Array(options.replacement ? options.d : Math.min(options.d, view.count));
  }

  override get messages(): number {
    return this.exchanged;
  }

  place(): number {
    const { d, replacement } = this.options;
    const { drawn, servers } = this;
    const asked = replacement ? servers.drawRepeatedly(d, drawn) : servers.drawDistinct(d, drawn);
    this.exchanged += 2 * asked;
    return asked === 0 ? -1 : this.leastLoadedOf(asked);
  }

  override serverChanged(server: number): void {
    this.servers.refresh(server);
  }

  private leastLoadedOf(asked: number): number {
    const measure = loadMeasures[this.options.by];
    let best = this.drawn[0]!;
    let least = measure(this.view, best);
    for (let i = 1; i < asked; i++) {
      const load = measure(this.view, this.drawn[i]!);
      if (load >= least) continue;
      best = this.drawn[i]!;
      least = load;
    }
    return best;
  }
}
