import type { OrderPlan } from './order-plan.js';
import { antithetic } from './order-plans/antithetic.js';
import { independent } from './order-plans/independent.js';
import { stratified } from './order-plans/stratified.js';

/** Every way to sample orders, by the name that a scenario gives it. */
export const orderPlans = { independent, antithetic, stratified } satisfies Record<string, OrderPlan>;
