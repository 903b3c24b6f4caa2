import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { magnitudeFault, shortNumber } from '../../src/input/magnitude.js';

test.each([
  [1e12, false, undefined],
  [1.001e12, false, 'must be at most 1e12'],
  [-1e12, false, undefined],
  [-1.001e12, false, 'must be at least -1e12'],
  [0, false, undefined],
  [1e-300, false, undefined],
  [1e-12, true, undefined],
  [9e-13, true, 'must be at least 1e-12'],
  [0, true, 'must be above 0'],
  [-1, true, 'must be above 0'],
  [Number.POSITIVE_INFINITY, true, 'must be at most 1e12'],
])('%d (above 0: %s) %s', (value, above0, fault) => {
  expect(magnitudeFault(value, above0)).toBe(fault);
});

test.prop([fc.double({ noNaN: true })])('a short number is the same number', (value) => {
  expect(Number(shortNumber(value))).toBe(value === 0 ? 0 : value);
});

test.each([
  [1e12, '1e12'],
  [-1e12, '-1e12'],
  [1e-12, '1e-12'],
  [8388608, '8388608'],
  [1e6, '1000000'],
  [1e308, '1e308'],
  [4294967295, '4294967295'],
  [0.25, '0.25'],
])('%d is written %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});
