import { expect, test } from 'vitest';
import { checkedMechanism } from '../../src/lab/checked-mechanism.js';
import type { Outcome } from '../../src/lab/market.js';
import type { Mechanism } from '../../src/lab/mechanism.js';
import { firstPrice } from '../../src/lab/mechanisms/first-price.js';
import { properties } from '../../src/lab/properties.js';

const { title, domain } = firstPrice;
const returning = (outcome: Outcome): Mechanism => ({ title, domain, run: () => outcome });
const setting = { sizes: [1], groups: [0, 0], busy: -1 };

test('an outcome is taken as it is', () => {
  const outcome = { shares: [[1], [0]], payments: [2, -1] };
  expect(checkedMechanism(returning(outcome)).run([[1], [2]], setting)).toBe(outcome);
});

test.each<[string, Outcome]>([
  ['pays NaN', { shares: [[1], [0]], payments: [Number.NaN, 0] }],
  ['has 1 payments for 2 servers', { shares: [[1], [0]], payments: [1] }],
  ['has 1 rows of shares', { shares: [[1]], payments: [1, 0] }],
  ['has [ 1, 0 ] for the shares of 1 tasks', { shares: [[1, 0], [0]], payments: [1, 0] }],
  ['gives -1 of a task', { shares: [[-1], [0]], payments: [1, 0] }],
  ['gives NaN of a task', { shares: [[Number.NaN], [0]], payments: [1, 0] }],
])('refuses one that %s', (words, outcome) => {
  expect(() => checkedMechanism(returning(outcome)).run([[1], [2]], setting)).toThrow(words);
});

test('no property holds of a mechanism that pays no numbers', () => {
  const run: Mechanism['run'] = (reports) => ({
    shares: reports.map((_, server) => [server === 0 ? 1 : 0]),
    payments: reports.map(() => Number.NaN),
  });
  const repeated = {
    start: () => [],
    round: () => ({ sale: { winner: 0, payment: Number.NaN }, memory: [] }),
  };
  for (const property of Object.values(properties))
    expect(property.check({ title, domain, run, repeated }, { runs: 5, seed: 1 })).toMatchObject({
      verdict: 'failed',
      failure: expect.stringContaining('pays NaN, which is no amount'),
    });
});
