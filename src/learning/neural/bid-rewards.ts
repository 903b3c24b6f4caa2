/** The columns that rewards are computed from, one row a server. */
export interface RewardColumns {
  readonly capacity: Float64Array;
  readonly load: Float64Array;
  readonly targetLoadRatio: Float64Array;
  /** Σ payments and Σ costs so far. */
  readonly revenue: Float64Array;
  readonly cost: Float64Array;
}

/**
 * How well a server stands, by the name that a scenario gives it. The reward of an action is what this rises by from the
 * bid to the end of the round:
 *
 * - `error-reduction`: the fall of |load ratio − target|, not clamped (white paper, section 7.5)
 * - `profit`: payments less costs
 */
export const bidRewards = {
  'error-reduction': ({ capacity, load, targetLoadRatio }, server) =>
    -Math.abs(load[server]! / capacity[server]! - targetLoadRatio[server]!),
  profit: ({ cost, revenue }, server) => revenue[server]! - cost[server]!,
} satisfies Record<string, (columns: RewardColumns, server: number) => number>;
