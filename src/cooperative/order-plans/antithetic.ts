import type { OrderPlan } from '../order-plan.js';

/**
 * Each order with its reverse (antithetic variates: Hammersley & Morton 1956). Who came early then comes late, so that marginals
 * which rise or fall with those who came before vary against each other. Exact where marginals are linear in them.
 */
export const antithetic: OrderPlan = {
  blockSize: () => 2,
  permutations: 1,
  write(order, index, base) {
    order.set(base);
    if (index === 1) order.reverse();
  },
};
