import type { Uniform } from '../random/distribution.js';
import { isPrecise, type Precision } from '../statistics/stopping-rule.js';
import type { CharacteristicFunction } from './characteristic-function.js';
import type { OrderPlan } from './order-plan.js';

/** How Shapley values are sampled. */
export interface SamplingTerms {
  readonly plan: OrderPlan;
  /** Orders at most, rounded up to whole blocks of the plan; two blocks at least are drawn. */
  readonly orders: number;
  /**
   * Stop as soon as half the 95% interval of every value is at most this share of the mean |value|. By default all orders are
   * drawn. What that does to the intervals: {@link sampledShapley}.
   */
  readonly precision?: number;
}

/** What a sample was. */
export interface Sample {
  /** Orders drawn. */
  readonly orders: number;
  /** Independent blocks of them: standard errors have `blocks` − 1 degrees of freedom. */
  readonly blocks: number;
}

/** Blocks that are drawn before a precision is believed: an early error estimate may be too small by chance. */
const leastBlocks = 30;

/**
 * Estimates Shapley values by the mean marginal contribution over random orders of joining, unbiased where the number of orders
 * is fixed, and writes the standard error of each mean to `error`. The mean of a block of orders is one observation: blocks are
 * independent. Estimates sum to v of all players, up to rounding. O(orders · players) evaluations of v.
 *
 * Intervals by Student's t with blocks − 1 degrees of freedom hold the value as often as they say where block means are not too
 * skewed: a player that is pivotal in few orders needs some ten of those before its error is known at all. Stopping by
 * `precision`, after each block from the 30th on, stops more readily where the error happens to be small: 95% intervals then hold
 * some 1 to 3% less often (measured in docs/shapley.md).
 */
export function sampledShapley(
  players: number,
  v: CharacteristicFunction,
  { plan, orders, precision }: SamplingTerms,
  uniform: Uniform,
  out: Float64Array,
  error: Float64Array,
): Sample {
  const base = Int32Array.from({ length: players }, (_, i) => i);
  const places = base.slice();
  const order = base.slice();
  const marginals = new Float64Array(players);
  const blockSize = plan.blockSize(players);
  const most = Math.max(2, Math.ceil(orders / blockSize));
  out.fill(0, 0, players);
  error.fill(0, 0, players);
  let blocks = 0;
  while (blocks < most && !(precision !== undefined && arePrecise(players, out, error, blocks, precision))) {
    shuffle(base, uniform);
    if (plan.permutations === 2) shuffle(places, uniform);
    marginals.fill(0);
    for (let index = 0; index < blockSize; index++) {
      plan.write(order, index, base, places);
      addMarginals(order, v, marginals);
    }
    blocks++;
    for (let i = 0; i < players; i++) {
      const mean = marginals[i]! / blockSize;
      const delta = mean - out[i]!;
      out[i]! += delta / blocks;
      error[i]! += delta * (mean - out[i]!);
    }
  }
  for (let i = 0; i < players; i++) error[i] = standardError(error[i]!, blocks);
  return { orders: blocks * blockSize, blocks };
}

/** Adds what each player brings to those before it. */
function addMarginals(order: Int32Array, v: CharacteristicFunction, marginals: Float64Array): void {
  let before = 0;
  for (let size = 1; size <= order.length; size++) {
    const worth = v(order, size);
    marginals[order[size - 1]!]! += worth - before;
    before = worth;
  }
}

/** @param squares - Σ (observation − mean)² so far, a player */
function arePrecise(
  players: number,
  mean: Float64Array,
  squares: Float64Array,
  blocks: number,
  precision: number,
): boolean {
  if (blocks < leastBlocks) return false;
  let size = 0;
  for (let i = 0; i < players; i++) size += Math.abs(mean[i]!) / players;
  const wanted: Precision = { level: 0.95, absolute: precision * size, least: leastBlocks };
  for (let i = 0; i < players; i++) {
    const error = standardError(squares[i]!, blocks);
    // No quantile of Student's t is below the normal one: most answers need not ask for it.
    if (1.95 * error > precision * size) return false;
    const estimate = { mean: mean[i]!, error, freedom: blocks - 1 };
    if (!isPrecise(estimate, blocks, wanted)) return false;
  }
  return true;
}

function standardError(squares: number, blocks: number): number {
  return Math.sqrt(squares / (blocks - 1) / blocks);
}

/** Fisher–Yates. */
function shuffle(order: Int32Array, uniform: Uniform): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
