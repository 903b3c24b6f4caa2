/**
 * Which orders of joining a sample holds. Orders come in blocks: a block is made of one or two permutations of the players that
 * are uniform on all, and blocks are independent of each other, so that the spread of their means gives an honest standard error
 * however the orders within a block depend on each other. Each order of a block is by itself uniform on all, so that no mean is
 * biased.
 */
export interface OrderPlan {
  /** Orders of a block, at least 1. */
  blockSize(players: number): number;
  /** Permutations that a block is made of. */
  readonly permutations: 1 | 2;
  /** Writes the order with index `index` of the block made of `base` and, where there are two, `places` to `order`. */
  write(order: Int32Array, index: number, base: Int32Array, places: Int32Array): void;
}
