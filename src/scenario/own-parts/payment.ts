import type { PaymentRule, Settlement } from '../../market/payment-rule.js';
import type { OwnCode } from './own-code.js';

/** The payment rule that a file exports: `(settlement, options) => payment`. */
export function ownPayment(
  rule: (settlement: Readonly<Settlement>, options: object) => unknown,
  options: object,
  code: OwnCode,
): PaymentRule {
  return (settlement) => {
    const payment = code.call('the default export', () => rule(settlement, options));
    if (Number.isFinite(payment) && (payment as number) >= 0) return payment as number;
    throw code.failure('the default export', payment, 'a payment, a finite number of at least 0');
  };
}
