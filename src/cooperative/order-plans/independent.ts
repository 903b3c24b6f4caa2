import type { OrderPlan } from '../order-plan.js';

/** Orders drawn one by one (Castro, Gómez & Tejada 2009). */
export const independent: OrderPlan = {
  blockSize: () => 1,
  write: (base, _index, order) => order.set(base),
};
