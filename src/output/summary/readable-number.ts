/** Numbers that are smaller or larger are written with a power of ten. */
const SMALL = 1e-9;
const LARGE = 1e15;

/** Made once: making one takes longer than a hundred numbers. */
const fewDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const wholeDigits = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/**
 * A number for people: four significant digits, thousands in groups, a true minus; an en dash for what was not
 * observed.
 */
export function readableNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size > 0 && size < Number.POSITIVE_INFINITY && (size < SMALL || size >= LARGE)) {
    return Number(value.toPrecision(4)).toExponential().replaceAll('-', '−').replace('+', '');
  }
  const digits = size < 1000 ? fewDigits : wholeDigits;
  // Adding 0 turns −0, which would show its sign, into 0.
  return digits.format(value + 0).replace('-', '−');
}
