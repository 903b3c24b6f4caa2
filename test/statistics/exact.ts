/** Arithmetic without rounding, to hold sums against: a double is a whole number of units of 2⁻¹⁰⁷⁴. */

const UNIT = 1074;

/** `value`, which is finite, in units. */
export function units(value: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return value < 0 ? -size : size;
}

/** The double nearest to so many units, ties to even. Normal doubles only. */
export function nearest(amount: bigint): number {
  const size = amount < 0n ? -amount : amount;
  // 64 leading bits, the last of which also stands for all that follow.
  const dropped = Math.max(0, size.toString(2).length - 64);
  const leading = size >> BigInt(dropped);
  const inexact = leading << BigInt(dropped) !== size;
  // In two steps, neither of which leaves the range.
  const value = Number(inexact ? leading | 1n : leading) * 2 ** (dropped - 600) * 2 ** (600 - UNIT);
  return amount < 0n ? -value : value;
}

/** Σ values, rounded once. */
export function exactSum(values: Iterable<number>): number {
  return nearest(sumOfUnits(values));
}

/** Population standard deviation, its root and its quotient rounded down in units, then once to a double. */
export function exactDeviation(values: readonly number[]): number {
  const count = BigInt(values.length);
  const sum = sumOfUnits(values);
  let squares = 0n;
  for (const value of values) squares += units(value) ** 2n;
  return nearest(root(count * squares - sum * sum) / count);
}

function sumOfUnits(values: Iterable<number>): bigint {
  let sum = 0n;
  for (const value of values) sum += units(value);
  return sum;
}

/** ⌊√n⌋ by Newton's method. */
function root(n: bigint): bigint {
  if (n < 2n) return n;
  let guess = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
