import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decimalMoment, type Moment, type Origin, TraceTimes } from '../../src/workload/trace-times.js';

/** Times from the origin of decimals in ascending order. */
function fromOrigin(origin: Origin, texts: readonly string[]): number[] {
  const times = new TraceTimes(origin);
  const read = texts.map((text) => {
    const time = { whole: 0, rest: 0, places: 0 };
    times.readDecimal(text, Number(text), time);
    return time;
  });
  const column = (part: keyof Moment) => Float64Array.from(read, (time) => time[part]);
  return [...times.fromOrigin({ whole: column('whole'), rest: column('rest'), places: column('places') })];
}

/** A decimal of `units` of the last of `places`. */
function written(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = units < 0n ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
}

test.prop([
  fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 10 }),
  fc.integer({ min: 0, max: 9 }),
])('the time from an origin is the decimal difference, whatever digits both have', (start, steps, places) => {
  const sorted = [...steps].sort((a, b) => a - b);
  const texts = sorted.map((step) => written(start + BigInt(step), places));
  const from = (first: number) => sorted.map((step) => Number(written(BigInt(step - first), places)));
  expect(fromOrigin('first', texts)).toEqual(from(sorted[0]!));
  expect(fromOrigin(decimalMoment(written(start, places))!, texts)).toEqual(from(0));
});

test('numbers with an exponent, a sign and no digits on one side are read as what they are', () => {
  expect(fromOrigin('first', ['1.7e9', '1700000001', '+1700000002.', '1700000003.50'])).toEqual([
    0, 1, 2, 3.5,
  ]);
  expect(
    fromOrigin(
      'first',
      ['-.5', '.25', '1e-1'].sort((a, b) => Number(a) - Number(b)),
    ),
  ).toEqual([0, 0.6, 0.75]);
});

test('numbers with an exponent have the digits that they write', () => {
  expect(fromOrigin('first', ['1e-7', '.3'])).toEqual([0, 0.2999999]);
  expect(decimalMoment('-2.5e-9')).toEqual({ whole: 0, rest: -2.5e-9, places: 10 });
  expect(decimalMoment('1e300')).toEqual({ whole: 1e300, rest: 0, places: 0 });
});

test('times that count from zero are what the file says, to the bit', () => {
  expect(fromOrigin('zero', ['0.1', '0.30000000000000004'])).toEqual([0.1, 0.30000000000000004]);
});
