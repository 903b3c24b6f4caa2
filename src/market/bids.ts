import { extended } from '../engine/columns.js';
import type { PairNoise } from '../random/pair-noise.js';
import type { Lies } from './lies.js';

/** What a bid depends on, one row a server: parallel columns of which the first `count` rows are used. */
export interface Bidders {
  readonly count: number;
  /** > 0 */
  readonly capacity: Float64Array;
  /** ≥ 0, in units of task load */
  readonly load: Float64Array;
  readonly sensitivity: Float64Array;
  readonly riskAversion: Float64Array;
  readonly targetLoadRatio: Float64Array;
  /** 1 where the server takes tasks, 0 where it does not; absent where all do. */
  readonly up?: Uint8Array;
}

/** The constants of the bid pipeline. */
export interface BidTerms {
  /** Noise is uniform on [0, `noise`), in units of price. */
  readonly noise: number;
  /** No bid is above it. */
  readonly maximum: number;
  /** Bids are multiplied by 1 + capacity / `capacityScale`. */
  readonly capacityScale: number;
}

/** Moves a bid towards a predicted price. `bid` and the result are in units before the capacity factor. */
export interface BidShading {
  /** How far, in [0, 1]. */
  readonly shading: number;
  shade(server: number, taskLoad: number, bid: number, capacityFactor: number): number;
  /** The predicted price is slope · task load + intercept. */
  slope(server: number): number;
  intercept(server: number): number;
}

/**
 * Multiplies bids by factors that servers choose for the auction at hand. A factor depends on the server, the task and
 * the auction only: who else is asked, and in which order, never matters.
 */
export interface BidAdjustment {
  /** No factor is below; in [0, 1]. */
  readonly least: number;
  /** Writes the factors of the first `count` of `servers` for a task of `taskLoad`, ≥ `least`, to `out`. */
  factors(servers: Int32Array, count: number, taskLoad: number, out: Float64Array): void;
}

/** More than the relative error of all roundings of a bid: a dozen, of 2⁻⁵³ each. */
const ROUNDING = 1e-12;

/** Numbers kept for each server in {@link BidFunctions.coefficients}, and where each stands. */
export const STRIDE = 3;
export const PRESSURE = 0;
export const RISK_FACTOR = 1;
export const CAPACITY_FACTOR = 2;

/**
 * The bid pipeline (white paper, sections 4 and 7.3), in this order:
 *
 *     ratio = min(load / capacity, 1)
 *     bid   = sensitivity · ratio + task load
 *     bid   = bid · (1 + risk aversion · max(0, ratio − target))
 *     bid   = bid · factor                       where servers adjust their bids
 *     bid   = shaded towards the predicted price, where a predictor shades
 *     bid   = bid + noise of the (task, server) pair
 *     bid   = min(bid · (1 + capacity / scale), maximum)
 *     bid   = what the server says in its place   where it lies
 *
 * What does not depend on the task is kept per server and refreshed when the server changes, in such a form that
 * a bid is the formula's own value to the last bit: the sums and products are the same, in the same order.
 */
export class BidFunctions {
  /**
   * Three numbers a server, side by side so that a bid out of order costs one cache miss: pressure
   * (sensitivity · ratio), risk factor (1 + risk aversion · max(0, ratio − target)) and capacity factor
   * (1 + capacity / scale).
   */
  coefficients: Float64Array;
  /** No bid is multiplied by less before shading and noise; 1 where servers do not adjust their bids. */
  readonly leastFactor: number;
  /**
   * No bid is above it. Infinite at first, so that V8 keeps a double: where a whole number may come out of a condition in place of a
   * double, it allocates either, 250 bytes an auction.
   */
  readonly maximum: number = Number.POSITIVE_INFINITY;
  private readonly one = new Int32Array(1);
  private readonly oneFactor = new Float64Array([1]);

  constructor(
    readonly bidders: Bidders,
    readonly terms: BidTerms,
    readonly pairNoise: PairNoise,
    readonly shading?: BidShading,
    readonly adjustment?: BidAdjustment,
    readonly lies?: Lies,
  ) {
    this.leastFactor = adjustment?.least ?? 1;
    this.maximum = terms.maximum;
    this.coefficients = new Float64Array(STRIDE * bidders.count);
    for (let server = 0; server < bidders.count; server++) this.refresh(server);
  }

  /**
   * Takes over the current state of `server`: to be called after any change of one of its columns, after it has
   * joined, and to have it bid again after it was withdrawn. Returns false where its bids are what they were: an idle
   * server's do not depend on its sensitivity.
   */
  refresh(server: number): boolean {
    if (STRIDE * server >= this.coefficients.length) {
      this.coefficients = extended(this.coefficients, 2 * STRIDE * (server + 1));
    }
    const { load, capacity, sensitivity, riskAversion, targetLoadRatio } = this.bidders;
    const ratio = Math.min(load[server]! / capacity[server]!, 1);
    const pressure = sensitivity[server]! * ratio;
    const riskFactor = 1 + riskAversion[server]! * Math.max(0, ratio - targetLoadRatio[server]!);
    const capacityFactor = 1 + capacity[server]! / this.terms.capacityScale;
    const { coefficients } = this;
    const at = STRIDE * server;
    const same =
      coefficients[at + PRESSURE] === pressure &&
      coefficients[at + RISK_FACTOR] === riskFactor &&
      coefficients[at + CAPACITY_FACTOR] === capacityFactor &&
      // What a predictor shades with may have changed.
      this.shading === undefined;
    coefficients[at + PRESSURE] = pressure;
    coefficients[at + RISK_FACTOR] = riskFactor;
    coefficients[at + CAPACITY_FACTOR] = capacityFactor;
    return !same;
  }

  /**
   * Has `server` bid no more until it is refreshed: no bid is as high as its infinite one. Returns false where it does not
   * bid already.
   */
  withdraw(server: number): boolean {
    const at = STRIDE * server + CAPACITY_FACTOR;
    if (this.coefficients[at] === Number.POSITIVE_INFINITY) return false;
    this.coefficients[at] = Number.POSITIVE_INFINITY;
    return true;
  }

  /**
   * The bid of `server` for a task of `taskLoad`; `Infinity` where it is withdrawn. Pair noise, adjustment and
   * lies must be turned to the auction.
   */
  bid(server: number, taskLoad: number): number {
    if (this.adjustment) {
      this.one[0] = server;
      this.adjustment.factors(this.one, 1, taskLoad, this.oneFactor);
    }
    return this.adjustedBid(server, taskLoad, this.oneFactor[0]!);
  }

  /** {@link bid} where the factor of the adjustment is known, 1 without one: for callers that ask for many at a time. */
  adjustedBid(server: number, taskLoad: number, adjustment: number): number {
    const { coefficients, terms } = this;
    const at = STRIDE * server;
    const factor = coefficients[at + CAPACITY_FACTOR]!;
    if (factor === Number.POSITIVE_INFINITY) return factor;
    let bid = (coefficients[at + PRESSURE]! + taskLoad) * coefficients[at + RISK_FACTOR]! * adjustment;
    if (this.shading) bid = this.shading.shade(server, taskLoad, bid, factor);
    if (terms.noise > 0) bid += terms.noise * this.pairNoise.of(server);
    bid *= factor;
    const bounded = bid < this.maximum ? bid : this.maximum;
    return this.lies ? this.lies.said(server, bounded) : bounded;
  }

  /**
   * A line on or below the bid of `server` before the clamp, where nobody lies, for every task load ≥ 0, roundings included: bid ≥
   * `out[0]` · task load + `out[1]` + `out[2]` · noise.
   */
  lowerLine(server: number, out: Float64Array): void {
    const at = STRIDE * server;
    const factor = this.coefficients[at + CAPACITY_FACTOR]!;
    const slope = this.coefficients[at + RISK_FACTOR]! * factor * this.leastFactor;
    out[2] = factor * (1 - ROUNDING);
    if (factor === Number.POSITIVE_INFINITY) {
      out[0] = factor;
      out[1] = factor;
      return;
    }
    const intercept = slope * this.coefficients[at + PRESSURE]!;
    out[0] = slope * (1 - ROUNDING);
    out[1] = intercept * (1 - ROUNDING);
    if (!this.shading) return;
    const { shading } = this.shading;
    const towards = shading * this.shading.slope(server);
    const from = shading * this.shading.intercept(server);
    out[0] = (1 - shading) * slope + towards - ROUNDING * (slope + Math.abs(towards));
    out[1] = (1 - shading) * intercept + from - ROUNDING * (intercept + Math.abs(from));
  }

  /** The bid without adjustment, shading, noise and lie: what the task costs the server if bids are honest. */
  honestBid(server: number, taskLoad: number): number {
    const at = STRIDE * server;
    const bid = (this.coefficients[at + PRESSURE]! + taskLoad) * this.coefficients[at + RISK_FACTOR]!;
    return Math.min(bid * this.coefficients[at + CAPACITY_FACTOR]!, this.maximum);
  }
}
