/**
 * A number for people: four significant digits, thousands in groups, a true minus; an en dash for what was not
 * observed.
 */
export function readableNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const digits = Math.abs(value) < 1000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 };
  // Adding 0 turns −0, which would show its sign, into 0.
  return (value + 0).toLocaleString('en', digits).replace('-', '−');
}
