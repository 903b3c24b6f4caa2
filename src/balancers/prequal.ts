import { evenly, instant } from '../engine/decimal-time.js';
import { DelayLine } from '../engine/delay-line.js';
import type { Uniform } from '../random/distribution.js';
import { Balancer, type BalancerTerms } from './balancer.js';
import { DelayedView } from './delayed-view.js';
import type { FleetView } from './fleet-view.js';
import { LatencyHistory } from './latency-history.js';
import { probesWithin } from './probe-limit.js';
import { ProbePool } from './probe-pool.js';
import { RecentQuantile } from './recent-quantile.js';
import { UpServers } from './up-servers.js';

/** Options of {@link prequal}, with their names in the paper. */
export interface PrequalOptions {
  /** r_probe: probes that a task sets off, ≥ 0; a fraction evens out. Left out, as many as a decision may ask; never more than that. */
  probes: number;
  /** m: answers in the pool, ≥ 1. */
  pool: number;
  /** An answer is not used when it is older, > 0, in units of time. */
  age: number;
  /** r_remove: answers that a task takes out of the pool, ≥ 0; a fraction evens out. */
  remove: number;
  /** δ: how fast the pool may fill, > 0. */
  delta: number;
  /** Q_RIF: a server is hot where its requests in flight exceed this quantile of those in recent answers, in [0, 1]. */
  quantile: number;
  /** Recent answers that the quantile is of, ≥ 1. */
  window: number;
  /** Latencies that a server remembers of each class of requests in flight, ≥ 1. */
  history: number;
  /** Time after which it forgets a class to which nothing was added, > 0. */
  recent: number;
}

/** The paper's, where a unit of time is a second; of `window`, `history` and `recent` it gives no figures. */
export const prequalDefaults: PrequalOptions = {
  probes: 3,
  pool: 16,
  age: 1,
  remove: 1,
  delta: 1,
  quantile: 2 ** -0.25,
  window: 128,
  history: 8,
  recent: 100,
};

/**
 * Prequal with asynchronous probes (Wydrowski, Kleinberg, Rumble and Archer, "Load is not what you should balance:
 * Introducing Prequal", NSDI 2024, section 4; defaults of section 5). A task goes to the best server of a pool of answers by the
 * hot–cold rule, then sets off probes whose answers serve later tasks; where the pool is empty, any server that is up with the
 * same chance. O(m + r_probe · history²) a task; 128 · history bytes a server.
 *
 * Messages: two a probe, one where the server is down and does not answer.
 */
export function prequal(options: Partial<PrequalOptions>, terms: BalancerTerms): Balancer {
  const probes = probesWithin(terms.probes, options.probes, prequalDefaults.probes);
  return new Prequal({ ...prequalDefaults, ...options, probes }, terms);
}

/**
 * How often an answer may be used, on average (the paper's equation 1): max(1, (1 + δ) / ((1 − m/n) · r_probe − r_remove)).
 * Where a pool can hold most servers, so that the denominator is not above 0, any number of times.
 *
 * @param servers - n
 */
export function reuseBudget({ probes, pool, remove, delta }: PrequalOptions, servers: number): number {
  const gain = (1 - pool / servers) * probes - remove;
  return gain > 0 ? Math.max(1, (1 + delta) / gain) : Number.POSITIVE_INFINITY;
}

class Prequal extends Balancer {
  private readonly fleet: FleetView;
  private readonly uniform: Uniform;
  private readonly histories: LatencyHistory;
  /** Who is up, as far as the balancer knows; it looks at nothing else there. */
  private readonly view: DelayedView;
  private readonly servers: UpServers;
  /** Answers on their way. */
  private readonly answers: DelayLine;
  private readonly pool: ProbePool;
  private readonly limit: RecentQuantile;
  private readonly asked: Int32Array;
  private placed = 0;
  private removed = 0;
  private exchanged = 0;
  private readonly health = {
    serverChanged: (server: number): void => this.heardOf(server),
    returned: (): void => {},
    lost: (): void => {},
  };

  constructor(
    private readonly options: PrequalOptions,
    { fleet, delay, uniform }: BalancerTerms,
  ) {
    super();
    this.fleet = fleet;
    this.uniform = uniform;
    this.histories = new LatencyHistory(fleet.count, options.history, options.recent);
    this.view = new DelayedView(fleet, delay);
    this.servers = new UpServers(this.view, uniform);
    this.answers = new DelayLine(delay);
    this.pool = new ProbePool(options.pool);
    this.limit = new RecentQuantile(options.window, options.quantile);
    this.asked = new Int32Array(Math.min(Math.ceil(options.probes), fleet.count));
  }

  override get messages(): number {
    return this.exchanged;
  }

  place(time: number): number {
    this.view.advance(time, this.health);
    this.takeInAnswers(time);
    this.pool.dropBefore(instant(time - this.options.age));
    const best = this.pool.use(this.limit.value);
    const server = best >= 0 ? best : this.servers.draw();
    if (server < 0) return server;
    this.clearPool();
    this.probe(time);
    this.placed++;
    return server;
  }

  override serverChanged(server: number, time: number): void {
    this.view.noteChange(server, time);
  }

  /** The server itself remembers its latencies: with a delay they are as fresh as its requests in flight. */
  override returned(server: number, time: number, latency: number, found: number): void {
    this.histories.add(server, time, latency, found);
  }

  private heardOf(server: number): void {
    this.servers.refresh(server);
    if (this.view.up[server] === 0) this.pool.drop(server);
  }

  private takeInAnswers(now: number): void {
    const { answers, pool } = this;
    while (answers.take(now)) {
      this.limit.add(answers.count);
      if (this.view.up[answers.server] === 0) continue;
      pool.add(answers.server, answers.count, answers.value, answers.time, this.drawUses());
    }
  }

  /** The reuse budget, rounded up or down so that it is right on average. One draw. */
  private drawUses(): number {
    const budget = reuseBudget(this.options, this.servers.count);
    const whole = Math.floor(budget);
    return this.uniform() < budget - whole ? whole + 1 : whole;
  }

  /** Takes out the worst and the oldest in turns. */
  private clearPool(): void {
    for (let left = evenly(this.options.remove, this.placed); left > 0; left--) {
      if (this.removed++ % 2 === 0) this.pool.dropWorst(this.limit.value);
      else this.pool.dropOldest();
    }
  }

  private probe(time: number): void {
    const { up, tasks } = this.fleet;
    const asked = this.servers.drawDistinct(evenly(this.options.probes, this.placed), this.asked);
    for (let i = 0; i < asked; i++) {
      const server = this.asked[i]!;
      this.exchanged++;
      if (up[server] === 0) continue;
      this.exchanged++;
      const estimate = this.histories.estimate(server, time, tasks[server]!);
      this.answers.put(time, 0, server, tasks[server]!, estimate);
    }
  }
}
