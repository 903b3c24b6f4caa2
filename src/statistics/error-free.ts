/**
 * Error-free transformations: what the rounding of one operation on doubles left out, which is a double again. They
 * hold in rounding to nearest, as long as nothing overflows; that of a product also as long as nothing underflows: where
 * it is below 2⁻⁹⁶⁸ the error may be off by 2⁻¹⁰⁷².
 */

/** a + b − `sum`, where `sum` is a + b rounded; in any order of size (TwoSum: Møller 1965, Knuth 1969). */
export function errorOfSum(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** c·x − (c·x − x) is the leading half of x, and what is left of it fits in as many bits, 26 (Veltkamp 1968). */
export const HALVING = 2 ** 27 + 1;

/** a · b − `product`, where `product` is a · b rounded (TwoProduct: Dekker 1971). |a|, |b| < 2⁹⁹⁶. */
export function errorOfProduct(a: number, b: number, product: number): number {
  const aHigh = HALVING * a - (HALVING * a - a);
  const aLow = a - aHigh;
  const bHigh = HALVING * b - (HALVING * b - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
