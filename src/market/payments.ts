import type { PaymentRule } from './payment-rule.js';
import { firstPrice } from './payments/first-price.js';
import { none } from './payments/none.js';
import { secondPrice } from './payments/second-price.js';

/** Every payment rule, by the name that a scenario gives it. */
export const payments = {
  'second-price': secondPrice,
  'first-price': firstPrice,
  none,
} satisfies Record<string, PaymentRule>;
