/**
 * Error-free transformations: what the rounding of one operation on doubles left out, which is a double again. They
 * hold in rounding to nearest, as long as nothing overflows; those of products also as long as nothing underflows: where
 * a product is below 2⁻⁹⁶⁸ they may be off by 2⁻¹⁰⁷².
 */

/** a + b − `sum`, where `sum` is a + b rounded; in any order of size (TwoSum: Møller 1965, Knuth 1969). */
export function errorOfSum(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** Cuts a double: (c·a − (c·a − a)) is its leading 26 bits, and what is left fits in as many (Veltkamp 1968). */
const CUT = 2 ** 27 + 1;

/** a² − `square`, where `square` is a² rounded (TwoSquare: Shewchuk 1997). |a| < 2⁵¹¹. */
export function errorOfSquare(a: number, square: number): number {
  const high = CUT * a - (CUT * a - a);
  const low = a - high;
  return high * high - square + 2 * high * low + low * low;
}

/** a · b − `product`, where `product` is a · b rounded (TwoProduct: Dekker 1971). |a|, |b| < 2⁹⁹⁶. */
export function errorOfProduct(a: number, b: number, product: number): number {
  const aHigh = CUT * a - (CUT * a - a);
  const aLow = a - aHigh;
  const bHigh = CUT * b - (CUT * b - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
