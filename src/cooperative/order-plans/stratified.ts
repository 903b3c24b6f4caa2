import type { OrderPlan } from '../order-plan.js';

/**
 * Each order with all its rotations: a cyclic Latin square, in which every player stands at every place just once. Places are the
 * strata of stratified sampling (Castro et al. 2017), each sampled alike, so that what place a player got no longer adds to the
 * error; unlike strata sampled one by one, all players share the evaluations, and their values still sum to v(N).
 */
export const stratified: OrderPlan = {
  blockSize: (players) => Math.max(1, players),
  write(base, index, order) {
    order.set(base.subarray(index));
    order.set(base.subarray(0, index), base.length - index);
  },
};
