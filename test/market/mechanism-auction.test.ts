import { expect, test } from 'vitest';
import { checkedSale } from '../../src/market/mechanism-auction.js';

test('a sale is taken as it is', () => {
  expect(checkedSale({ winner: 1, payment: -2 }, [3, 4])).toEqual({ winner: 1, payment: -2 });
  expect(checkedSale({ winner: -1, payment: Number.NaN }, [3, 4])).toEqual({ winner: -1, payment: 0 });
});

test.each([2, -2, 0.5, Number.NaN])('%d is no winner', (winner) => {
  expect(() => checkedSale({ winner, payment: 1 }, [3, 4])).toThrow(`the mechanism has ${winner} win`);
});

test('a server under repair does not win, nor is anybody paid without end', () => {
  expect(() => checkedSale({ winner: 0, payment: 1 }, [Number.POSITIVE_INFINITY])).toThrow(
    'no server that bids',
  );
  expect(() => checkedSale({ winner: 0, payment: Number.POSITIVE_INFINITY }, [1])).toThrow('pays Infinity');
});
