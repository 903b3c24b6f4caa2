import type { OrderPlan } from '../order-plan.js';

/** Orders drawn one by one (Castro, Gómez & Tejada 2009). */
export const independent: OrderPlan = {
  blockSize: () => 1,
  permutations: 1,
  write: (order, _index, base) => order.set(base),
};
