import { expect, test } from 'vitest';
import type { Sale } from '../../src/market/mechanism.js';
import { OwnCodeFailure } from '../../src/market/own-code-failure.js';
import { soldBy } from '../../src/market/sold-by.js';

const sold = (sale: unknown, bids: readonly number[]) => soldBy({ sell: () => sale as Sale }, bids);

test('a sale is taken as it is', () => {
  expect(sold({ winner: 1, payment: -2 }, [3, 4])).toEqual({ winner: 1, payment: -2 });
  expect(sold({ winner: -0, payment: -0 }, [3, 4])).toEqual({ winner: 0, payment: 0 });
  expect(sold({ winner: -1, payment: -0 }, [3, 4])).toEqual({ winner: -1, payment: 0 });
  expect(sold({ winner: -1 }, [3, 4])).toEqual({ winner: -1, payment: 0 });
});

test.each([
  [{ winner: 2, payment: 1 }, 'has 2 win, which is no server that bids'],
  [{ winner: -2, payment: 1 }, 'has -2 win'],
  [{ winner: 0.5, payment: 1 }, 'has 0.5 win'],
  [{ winner: Number.NaN, payment: 1 }, 'has NaN win'],
  [{ winner: Number.POSITIVE_INFINITY, payment: 1 }, 'has Infinity win'],
  [{ winner: '0', payment: 1 }, "has '0' win"],
  [{ winner: 0n, payment: 1 }, 'has 0n win'],
  [{ winner: [0], payment: 1 }, 'has [ 0 ] win'],
  [{ winner: null, payment: 0 }, 'has null win'],
  [{ payment: 1 }, 'has undefined win'],
  [{ winner: -1, payment: 5 }, 'pays 5 though nobody wins: a winner of −1 has a payment of 0 (bids 3, 4)'],
  [{ winner: -1, payment: Number.NaN }, 'pays NaN though nobody wins'],
  [{ winner: -1, payment: null }, 'pays null though nobody wins'],
  [{ winner: 0 }, 'pays undefined, which is no amount (bids 3, 4)'],
  [{ winner: 0, payment: '1' }, "pays '1', which is no amount"],
  [{ winner: 0, payment: [3] }, 'pays [ 3 ], which is no amount'],
  [{ winner: 0, payment: new Number(3) }, 'pays [Number: 3], which is no amount'],
  [{ winner: 0, payment: Number.NaN }, 'pays NaN'],
  [{ winner: 0, payment: Number.NEGATIVE_INFINITY }, 'pays -Infinity'],
  [{ winner: 0, payment: 3, payments: [3, 0] }, "returns 'payments' beside winner and payment"],
  [{ winner: 0, payment: 'a\u001b[31mb\nc' }, "pays 'a\\x1B[31mb\\nc', which"],
  [{ winner: 0, payment: { a: { b: { c: 1 } } } }, 'pays { a: { b: [Object] } }, which'],
  [undefined, 'returns undefined, which is no sale (bids 3, 4)'],
  [null, 'returns null, which is no sale'],
  [[0, 3], "returns '0' beside winner and payment"],
  [() => 3, 'which is no sale'],
  // biome-ignore lint/suspicious/noThenProperty: what is awaited by mistake.
  [{ then() {} }, 'returns a promise'],
])('%o is no sale', (sale, words) => {
  expect(() => sold(sale, [3, 4])).toThrow(OwnCodeFailure);
  expect(() => sold(sale, [3, 4])).toThrow(words);
});

test('failures of one fault have it in common, whatever the bids and values are', () => {
  const faultOf = (sell: (bids: readonly number[]) => Sale, bids: readonly number[]) => {
    try {
      return soldBy({ sell }, bids);
    } catch (error) {
      return (error as OwnCodeFailure).fault;
    }
  };
  const thrower = ([bid]: readonly number[]): Sale => {
    throw new Error(`no ${bid}`);
  };
  expect(faultOf(thrower, [1])).toMatch(/^throws at /);
  expect(faultOf(thrower, [2])).toBe(faultOf(thrower, [1]));
  const wasteful = ([bid]: readonly number[]) => ({ winner: -1, payment: bid! });
  expect(faultOf(wasteful, [1])).toMatch(/^pays … though nobody wins/);
  expect(faultOf(wasteful, [2])).toBe(faultOf(wasteful, [1]));
});

test('a promise is no sale, and one that is rejected later ends nothing', () => {
  // Unheard, it would fail this test.
  expect(() => sold(Promise.reject(new Error('late')), [3, 4])).toThrow('returns a promise');
});

test('what it returns may throw when it is read', () => {
  const thrower = {
    winner: 0,
    get payment() {
      throw new RangeError('no');
    },
  };
  expect(() => sold(thrower, [3, 4])).toThrow('the mechanism fails at bids 3, 4: RangeError: no');
});

test('a server under repair does not win, nor is anybody paid without end', () => {
  expect(() => sold({ winner: 0, payment: 1 }, [Number.POSITIVE_INFINITY])).toThrow('no server that bids');
  expect(() => sold({ winner: 0, payment: Number.POSITIVE_INFINITY }, [1])).toThrow('pays Infinity');
});

test('bids are not written to, and what a mechanism throws is told with its file, its bids and its place', () => {
  const bids = [4, 3];
  const sorted = {
    file: 'mine.mjs',
    sell: (said: readonly number[]) => ({ winner: 0, payment: (said as number[]).sort()[0]! }),
  };
  expect(() => soldBy(sorted, bids)).toThrow(OwnCodeFailure);
  expect(() => soldBy(sorted, bids)).toThrow('mine.mjs: the mechanism fails at bids 4, 3: TypeError');
  expect(() => soldBy({ file: 'mine.mjs', sell: () => ({ winner: 9, payment: 0 }) }, bids)).toThrow(
    /^mine\.mjs: the mechanism has 9 win/,
  );
  expect(bids).toEqual([4, 3]);
  const thrower = {
    sell: () => {
      throw 'no error';
    },
  };
  expect(() => soldBy(thrower, new Array(20).fill(1))).toThrow(
    /^the mechanism fails at bids (1, ){10}…: no error$/,
  );
});
