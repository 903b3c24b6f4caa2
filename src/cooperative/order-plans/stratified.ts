import type { OrderPlan } from '../order-plan.js';

/**
 * n orders in which every player stands at every place just once: a cyclic Latin square whose symbols and columns are permuted at
 * random. Places are the strata of stratified sampling (Castro et al. 2017), each sampled alike, so that what place a player got
 * adds nothing to the error; unlike strata sampled one by one, all players share the evaluations, and their values still sum
 * to v(N). Columns have to be permuted: in plain rotations those before a player at one place are nearly those before it at the
 * next, which made errors larger than those of independent orders.
 */
export const stratified: OrderPlan = {
  blockSize: (players) => Math.max(1, players),
  permutations: 2,
  write(order, index, base, places) {
    for (let place = 0; place < order.length; place++) {
      order[place] = base[(index + places[place]!) % order.length]!;
    }
  },
};
