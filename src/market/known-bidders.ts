import { DelayLine } from '../engine/delay-line.js';
import type { Bidders, BidShading } from './bids.js';

/** Kinds of news: a server as it then was, down or up, with its load; its sensitivity; the line of its predicted price. */
const DOWN = 0;
const UP = 1;
const SENSITIVITY = 2;
const SLOPE = 3;
const INTERCEPT = 4;

/** Servers of which it is told whether they take tasks. */
type Fleet = Bidders & Required<Pick<Bidders, 'up'>>;

/**
 * The bidders as they were `delay` ago: what an auction knows of them. A change is noted when it happens and shows that much
 * later, by itself and in order. O(1) amortised a change; 26 bytes a server (42 where a predictor shades bids) and 25 a
 * change on its way, of which a server that changes everything makes four.
 */
export class KnownBidders implements Bidders {
  readonly count: number;
  readonly capacity: Float64Array;
  readonly riskAversion: Float64Array;
  readonly targetLoadRatio: Float64Array;
  readonly load: Float64Array;
  readonly sensitivity: Float64Array;
  readonly up: Uint8Array;
  /** Servers that are asked for a bid, being known to be up, and those of them that are up and answer. */
  asked = 0;
  answering = 0;
  /** What bids are moved towards, where a predictor shades them. */
  readonly shading: KnownPrices | undefined;
  private readonly news: DelayLine;
  /** The sensitivity of each server, and whether it is up, when it was last noted. */
  private readonly notedSensitivity: Float64Array;
  private readonly notedUp: Uint8Array;

  /**
   * @param fleet - the servers as they are; none is to join or to leave
   * @param delay - > 0, in units of time
   */
  constructor(
    private readonly fleet: Fleet,
    delay: number,
    private readonly ownShading?: BidShading,
  ) {
    const { count } = fleet;
    this.count = count;
    this.capacity = fleet.capacity;
    this.riskAversion = fleet.riskAversion;
    this.targetLoadRatio = fleet.targetLoadRatio;
    this.load = fleet.load.slice(0, count);
    this.sensitivity = fleet.sensitivity.slice(0, count);
    this.up = fleet.up.slice(0, count);
    this.notedSensitivity = this.sensitivity.slice();
    this.notedUp = this.up.slice();
    this.shading = ownShading && new KnownPrices(ownShading, count);
    this.news = new DelayLine(delay);
    for (let server = 0; server < count; server++) this.tally(server, 1);
  }

  /** Notes the row of `server` as it is now. Times never fall. */
  noteChange(server: number, time: number): void {
    const { fleet, news, shading } = this;
    const up = fleet.up[server]!;
    if (up !== this.notedUp[server]) {
      this.tally(server, -1);
      this.notedUp[server] = up;
      this.tally(server, 1);
    }
    if (shading) {
      news.put(time, SLOPE, server, 0, this.ownShading!.slope(server));
      news.put(time, INTERCEPT, server, 0, this.ownShading!.intercept(server));
    }
    const sensitivity = fleet.sensitivity[server]!;
    if (sensitivity !== this.notedSensitivity[server]) {
      this.notedSensitivity[server] = sensitivity;
      news.put(time, SENSITIVITY, server, 0, sensitivity);
    }
    news.put(time, up === 1 ? UP : DOWN, server, 0, fleet.load[server]!);
  }

  /** Shows what happened up to `now` − delay, and says of which server each time that something of it has changed. */
  advance(now: number, changed: (server: number) => void): void {
    const { news } = this;
    while (news.take(now)) {
      const { kind, server, value } = news;
      if (kind === SENSITIVITY) this.sensitivity[server] = value;
      else if (kind === SLOPE) this.shading!.slopes[server] = value;
      else if (kind === INTERCEPT) this.shading!.intercepts[server] = value;
      else this.show(server, kind, value);
      // The row of loads is the last of a change.
      if (kind <= UP) changed(server);
    }
  }

  private show(server: number, up: number, load: number): void {
    this.load[server] = load;
    if (up === this.up[server]) return;
    this.tally(server, -1);
    this.up[server] = up;
    this.tally(server, 1);
  }

  /** Takes a server into the counts, or out of them. */
  private tally(server: number, sign: number): void {
    if (this.up[server] === 0) return;
    this.asked += sign;
    if (this.notedUp[server] === 1) this.answering += sign;
  }
}

/** The prices that servers predicted then: a line in the task's load each. */
class KnownPrices implements BidShading {
  readonly shading: number;
  readonly slopes: Float64Array;
  readonly intercepts: Float64Array;

  constructor(own: BidShading, count: number) {
    this.shading = own.shading;
    this.slopes = Float64Array.from({ length: count }, (_, server) => own.slope(server));
    this.intercepts = Float64Array.from({ length: count }, (_, server) => own.intercept(server));
  }

  shade(server: number, taskLoad: number, bid: number, capacityFactor: number): number {
    const predicted = this.slopes[server]! * taskLoad + this.intercepts[server]!;
    return bid + this.shading * (predicted / capacityFactor - bid);
  }

  slope(server: number): number {
    return this.slopes[server]!;
  }

  intercept(server: number): number {
    return this.intercepts[server]!;
  }
}
