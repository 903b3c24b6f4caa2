/** Numbers that are smaller or larger are written with a power of ten. */
const SMALL = 1e-9;
const LARGE = 1e15;

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
  const digits = size < 1000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 };
  // Adding 0 turns −0, which would show its sign, into 0.
  return (value + 0).toLocaleString('en', digits).replace('-', '−');
}
