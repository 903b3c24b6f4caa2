import { POWERS, powers, standardDeviation } from '../statistics/power-sums.js';
import { RunningSums } from '../statistics/running-sums.js';
import type { Servers } from '../world/servers.js';

/** Where the distance of a load from its target stands among the terms of a server, after the powers of its load. */
const DISTANCE = POWERS;

/**
 * What the loads of all servers add up to. A server that has changed is noted, and the sums follow when somebody looks: in
 * O(servers that changed since), whatever the number of servers and of changes. Capacities and targets are taken to stay.
 * docs/model.md states the bounds of the errors.
 */
export class FleetTotals {
  /** Σ processing rate. */
  readonly processingRate: number;
  /** Sums of the terms of all servers. */
  private readonly sums = new RunningSums(POWERS + 1);
  /** The load that the sums know each server by. */
  private readonly seen: Float64Array;
  /** The servers that have changed since the sums were looked at: how many, their ids, and 1 for each of them. */
  private waiting = 0;
  private readonly changed: Int32Array;
  private readonly isWaiting: Uint8Array;
  /** Servers with a load. */
  private loaded = 0;
  private readonly before = new Float64Array(POWERS + 1);
  private readonly after = new Float64Array(POWERS + 1);

  /** @param servers - the fleet; none is to join or to leave */
  constructor(private readonly servers: Servers) {
    this.seen = new Float64Array(servers.count);
    this.changed = new Int32Array(servers.count);
    this.isWaiting = new Uint8Array(servers.count);
    this.processingRate = servers.processingRate
      .subarray(0, servers.count)
      .reduce((sum, rate) => sum + rate, 0);
    for (let server = 0; server < servers.count; server++) {
      this.terms(this.seen, server, this.after);
      this.sums.add(this.after);
      this.serverChanged(server);
    }
  }

  /** Σ load. */
  get load(): number {
    this.follow();
    return this.sums.high[0]!;
  }

  /** Population standard deviation of loads. */
  get fairness(): number {
    this.follow();
    return standardDeviation(this.servers.count, this.sums);
  }

  /** Social welfare −Σ |load − capacity · target| (white paper, section 5): 0 at best. */
  get welfare(): number {
    this.follow();
    return 0 - this.sums.high[DISTANCE]!;
  }

  /** To be called after a change of `server`. Next to nothing now, and 30 ns later where its load is then another. */
  serverChanged(server: number): void {
    if (this.isWaiting[server] === 1) return;
    this.isWaiting[server] = 1;
    this.changed[this.waiting++] = server;
  }

  private follow(): void {
    for (let i = 0; i < this.waiting; i++) {
      const server = this.changed[i]!;
      this.isWaiting[server] = 0;
      this.take(server);
    }
    this.waiting = 0;
  }

  /** Has the sums know the load of `server`. */
  private take(server: number): void {
    const { seen } = this;
    const { load } = this.servers;
    if (load[server] === seen[server]) return;
    this.terms(seen, server, this.before);
    this.terms(load, server, this.after);
    this.sums.change(this.before, this.after);
    if (seen[server] === 0) this.loaded++;
    if (load[server] === 0 && --this.loaded === 0) this.sums.clear(POWERS);
    seen[server] = load[server]!;
  }

  /** What `server` adds to the sums if its load is that of `loads`. */
  private terms(loads: Float64Array, server: number, out: Float64Array): void {
    const { capacity, targetLoadRatio } = this.servers;
    powers(loads, server, out);
    out[DISTANCE] = Math.abs(loads[server]! - capacity[server]! * targetLoadRatio[server]!);
  }
}
