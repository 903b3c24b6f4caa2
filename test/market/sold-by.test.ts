import { expect, test } from 'vitest';
import type { Sale } from '../../src/market/mechanism.js';
import { MechanismFailure } from '../../src/market/mechanism-failure.js';
import { soldBy } from '../../src/market/sold-by.js';

const sold = (sale: unknown, bids: readonly number[]) => soldBy({ sell: () => sale as Sale }, bids);

test('a sale is taken as it is', () => {
  expect(sold({ winner: 1, payment: -2 }, [3, 4])).toEqual({ winner: 1, payment: -2 });
  expect(sold({ winner: -1, payment: Number.NaN }, [3, 4])).toEqual({ winner: -1, payment: 0 });
});

test.each([2, -2, 0.5, Number.NaN])('%d is no winner', (winner) => {
  expect(() => sold({ winner, payment: 1 }, [3, 4])).toThrow(`the mechanism has ${winner} win`);
});

test('texts are no numbers, and nothing is no sale', () => {
  expect(() => sold({ winner: '0', payment: 1 }, [3])).toThrow('has "0" win');
  expect(() => sold({ winner: 0, payment: '1' }, [3])).toThrow('pays "1", which is no amount (bids 3)');
  expect(() => sold(undefined, [3, 4])).toThrow('returns undefined, no sale (bids 3, 4)');
  // One that is rejected later is not to end what else is run by then: unheard, it would fail this test.
  expect(() => sold(Promise.reject(new Error('late')), [3, 4])).toThrow('returns a promise');
});

test('a server under repair does not win, nor is anybody paid without end', () => {
  expect(() => sold({ winner: 0, payment: 1 }, [Number.POSITIVE_INFINITY])).toThrow('no server that bids');
  expect(() => sold({ winner: 0, payment: Number.POSITIVE_INFINITY }, [1])).toThrow('pays Infinity');
});

test('bids are not written to, and what a mechanism throws is told with its bids and its place', () => {
  const bids = [4, 3];
  const sorted = {
    sell: (said: readonly number[]) => ({ winner: 0, payment: (said as number[]).sort()[0]! }),
  };
  expect(() => soldBy(sorted, bids)).toThrow(MechanismFailure);
  expect(() => soldBy(sorted, bids)).toThrow('the mechanism fails at bids 4, 3: TypeError');
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
