import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decimal } from '../../src/input/decimal.js';

test.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])(
  'every finite double survives its shortest text',
  (value) => {
    expect(decimal(String(value))).toBe(value === 0 ? 0 : value);
  },
);

test.each([
  '',
  ' ',
  '1 ',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1e999',
  '1,5',
  '1.2.3',
  'abc',
  '--1',
  '.',
  'e5',
  '1_000',
])("'%s' is no number", (text) => {
  expect(decimal(text)).toBeUndefined();
});

test.each([
  ['5', 5],
  ['+5', 5],
  ['-0.5', -0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['1.5E-3', 0.0015],
])("'%s' is a number", (text, value) => {
  expect(decimal(text)).toBe(value);
});
