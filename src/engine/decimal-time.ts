/** Powers of ten up to 10²² are exact in a double, so a time has 22 decimal places at most. */
const MOST_PLACES = 22;

/**
 * A time below `LIMITS[i]`, and not below the one before, is told in units of 1 / `SCALES[i]`. No time, not even
 * `Infinity`, is found to be at or above the last.
 */
const LIMITS = Float64Array.from({ length: MOST_PLACES + 1 }, (_, i) =>
  i < MOST_PLACES ? Number(`1e${i - 7}`) : Number.NaN,
);
const SCALES = Float64Array.from({ length: MOST_PLACES + 1 }, (_, i) => Number(`1e${MOST_PLACES - i}`));

/**
 * `time` rounded to 15 significant decimal digits, and to 22 decimal places at most. Every event is at such a time.
 * So times that are equal as people write them are equal here: 0.1 + 0.2 is 0.3, and a million steps of 0.1 are 100,000.
 * The sum of two such times, and the quotient of two decimals, is exact where the true one has at most 15 digits: the
 * rounding of doubles stays below half a unit of the fifteenth.
 *
 * To round again changes nothing. Rounding keeps the order: a ≤ b gives instant(a) ≤ instant(b). 5 ns.
 *
 * @param time - in units of time; `Infinity` and `NaN` stay what they are
 */
export function instant(time: number): number {
  const scale = scaleAt(time);
  return Math.round(time * scale) / scale;
}

/**
 * The time from one instant to a later one, in the decimal places of the later: from 0.1 to 0.3 it is 0.2, where
 * doubles make it 0.19999999999999998.
 */
export function elapsed(from: number, to: number): number {
  const scale = scaleAt(to);
  return Math.round((to - from) * scale) / scale;
}

/**
 * How many come at the n-th time, from 0, where `rate` come on average and a fraction adds up: ⌊(n + 1) · rate⌋ − ⌊n · rate⌋
 * of the decimal products, so that a rate of 0.29 brings 29 in a hundred times.
 */
export function evenly(rate: number, n: number): number {
  return Math.floor(instant((n + 1) * rate)) - Math.floor(instant(n * rate));
}

/**
 * The power of ten that moves the point of `time` behind its fifteenth significant digit: 10²² at most, for times below
 * 10⁻⁷, and 1 at least. Limits are looked at in order, from near the usual ones: a search in halves takes longer.
 */
function scaleAt(time: number): number {
  let i = time < 1 ? 0 : time < 1e4 ? 8 : 12;
  while (time >= LIMITS[i]!) i++;
  return SCALES[i]!;
}
