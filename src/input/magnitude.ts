/**
 * The range of every quantity of a scenario and of its files: magnitudes up to 1e12, and what must be above 0 from
 * 1e-12. Sums, products and ratios of several such quantities then stay finite and above 0 in a double.
 */
export const largest = 1e12;

/** The smallest quantity above 0, where 0 itself is not allowed. See {@link largest}. */
export const smallest = 1e-12;

/**
 * Why a quantity is out of range, in words that follow its name, or `undefined` where it is not.
 *
 * @param above0 - whether the quantity must be above 0
 */
export function magnitudeFault(value: number, above0: boolean): string | undefined {
  if (above0 && !(value > 0)) return 'must be above 0';
  if (above0 && value < smallest) return `must be at least ${shortNumber(smallest)}`;
  if (value < -largest) return `must be at least ${shortNumber(-largest)}`;
  if (value > largest) return `must be at most ${shortNumber(largest)}`;
  return undefined;
}

/** A number as people write it: 1e12, not 1000000000000, and 1000000, not 1e+6. */
export function shortNumber(value: number): string {
  const plain = String(value).replace('e+', 'e');
  const power = value.toExponential().replace('e+', 'e');
  return plain.length > 8 && power.length + 3 < plain.length ? power : plain;
}
