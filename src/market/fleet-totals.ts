import { RunningSpread } from '../statistics/running-spread.js';
import { RunningSum } from '../statistics/running-sum.js';
import type { Servers } from '../world/servers.js';

/**
 * What the loads of all servers add up to, kept up to date change by change, so that to look costs O(1) whatever the
 * number of servers. Capacities and targets are taken to stay. docs/model.md states the bounds of the errors.
 */
export class FleetTotals {
  private readonly loads = new RunningSpread();
  /** Σ processing rate. */
  readonly processingRate: number;
  /** Σ |load − capacity · target|. */
  private readonly deviation = new RunningSum();
  /** The load that the totals know each server by. */
  private readonly seen: Float64Array;

  /** @param servers - the fleet; none is to join or to leave */
  constructor(private readonly servers: Servers) {
    const rates = new RunningSum();
    this.seen = new Float64Array(servers.count);
    for (let server = 0; server < servers.count; server++) {
      this.deviation.add(this.distance(server, 0));
      this.serverChanged(server);
      rates.add(servers.processingRate[server]!);
    }
    this.processingRate = rates.high;
  }

  /** Σ load. */
  get load(): number {
    return this.loads.sum;
  }

  /** Population standard deviation of loads. */
  get fairness(): number {
    return this.loads.standardDeviation(this.servers.count);
  }

  /** Social welfare −Σ |load − capacity · target| (white paper, section 5): 0 at best. */
  get welfare(): number {
    return 0 - this.deviation.high;
  }

  /** To be called after a change of `server`. 20 ns where its load is another than before, else next to nothing. */
  serverChanged(server: number): void {
    const before = this.seen[server]!;
    const after = this.servers.load[server]!;
    if (after === before) return;
    this.seen[server] = after;
    this.loads.change(before, after);
    this.deviation.change(this.distance(server, before), this.distance(server, after));
  }

  /** How far `load` would be from what `server` aims at. */
  private distance(server: number, load: number): number {
    return Math.abs(load - this.servers.capacity[server]! * this.servers.targetLoadRatio[server]!);
  }
}
