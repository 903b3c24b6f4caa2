/**
 * Which orders of joining a sample holds. Orders come in blocks: a block is drawn from one order that is uniform on all,
 * and blocks are independent of each other, so that the spread of their means gives an honest standard error however the
 * orders within a block depend on each other. Each order of a block is by itself uniform on all, so that no mean is biased.
 */
export interface OrderPlan {
  /** Orders of a block, at least 1. */
  blockSize(players: number): number;
  /** Writes the order with index `index` of the block drawn as `base` to `order`; both are permutations of the players. */
  write(base: Int32Array, index: number, order: Int32Array): void;
}
