import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaymentRule, Settlement } from '../../src/market/payment-rule.js';
import { payments } from '../../src/market/payments.js';

const price = fc.oneof(fc.constantFrom(0, 10, 1000), fc.double({ min: 0, max: 1000, noNaN: true }));

/** What an auction among 1 to 6 honest bidders with a reserve that may bind hands to the payment rule. */
const bids = fc.array(price, { minLength: 1, maxLength: 6 });
const reserve = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), price);

/** The outcome of `offers`: who wins and what is paid, or `undefined` where the reserve leaves the task unsold. */
function outcome(rule: PaymentRule, offers: readonly number[], limit: number) {
  const order = offers
    .map((bid, bidder) => ({ bid, bidder }))
    .sort((a, b) => a.bid - b.bid || a.bidder - b.bidder);
  const winner = order[0]!;
  if (winner.bid > limit) return undefined;
  const settlement: Settlement = {
    winningBid: winner.bid,
    secondPrice: (order[1] ?? winner).bid,
    bidders: offers.length,
    reserve: limit,
  };
  return { winner: winner.bidder, paid: rule(settlement), winningBid: winner.bid };
}

/** What bidder 0 of cost `cost` gains by bidding `offer` against `others`. */
function gain(
  rule: PaymentRule,
  cost: number,
  offer: number,
  others: readonly number[],
  limit: number,
): number {
  const result = outcome(rule, [offer, ...others], limit);
  return result?.winner === 0 ? result.paid - cost : 0;
}

/** What each rule claims; a rule that is not listed here fails until it is. */
const claims: Record<keyof typeof payments, { rational: boolean; truthful: boolean }> = {
  'second-price': { rational: true, truthful: true },
  'first-price': { rational: true, truthful: false },
  none: { rational: false, truthful: false },
};

describe.each(Object.entries<PaymentRule>(payments))('the payment rule %s', (name, rule) => {
  const claim = claims[name as keyof typeof payments];

  test('states what it claims', () => {
    expect(claim).toBeDefined();
  });

  test('pays a finite amount, at least 0, and never more than a binding reserve', () => {
    const property = fc.property(bids, reserve, (offers, limit) => {
      const result = outcome(rule, offers, limit);
      if (result === undefined) return;
      expect(Number.isFinite(result.paid)).toBe(true);
      expect(result.paid).toBeGreaterThanOrEqual(0);
      expect(result.paid).toBeLessThanOrEqual(limit);
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });

  test('pays the same for the same auction and leaves the settlement as it was', () => {
    const settlement = Object.freeze({ winningBid: 3, secondPrice: 5, bidders: 2, reserve: 4 });
    expect(rule(settlement)).toBe(rule(settlement));
  });

  const compensates = fc.property(bids, reserve, (offers, limit) => {
    const result = outcome(rule, offers, limit);
    if (result) expect(result.paid).toBeGreaterThanOrEqual(result.winningBid);
  });
  if (claim?.rational) {
    test('never pays a winner less than it bid: individual rationality', () => {
      fc.assert(compensates, { seed: 2, numRuns: 1000 });
    });
  } else {
    test('is not individually rational: some winner is paid less than it bid', () => {
      expect(fc.check(compensates, { seed: 2, numRuns: 1000, endOnFailure: true }).failed).toBe(true);
    });
  }

  const lie = fc.property(
    price,
    price,
    fc.array(price, { maxLength: 5 }),
    reserve,
    (cost, offer, others, limit) => {
      // A single bidder whom no reserve binds is paid what it asks: no rule makes it truthful.
      fc.pre(others.length > 0 || limit < Number.POSITIVE_INFINITY);
      expect(gain(rule, cost, offer, others, limit)).toBeLessThanOrEqual(
        gain(rule, cost, cost, others, limit),
      );
    },
  );
  if (claim?.truthful) {
    test('makes no lie pay, against rivals or a binding reserve: truthfulness', () => {
      fc.assert(lie, { seed: 3, numRuns: 4000 });
    });
  } else {
    test('is not truthful: some lie pays, and this test finds it', () => {
      expect(fc.check(lie, { seed: 4, numRuns: 4000, endOnFailure: true }).failed).toBe(true);
    });
  }

  test('does not pay less as the second price rises', () => {
    const property = fc.property(price, price, price, (a, b, c) => {
      const [winningBid, low, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      const paid = (secondPrice: number) =>
        rule({ winningBid, secondPrice, bidders: 3, reserve: Number.POSITIVE_INFINITY });
      expect(paid(high)).toBeGreaterThanOrEqual(paid(low));
    });
    fc.assert(property, { seed: 6, numRuns: 300 });
  });
});
