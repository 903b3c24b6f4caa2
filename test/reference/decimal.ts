/**
 * A time as docs/continuous-time.md rounds it, said again: 15 significant decimal digits, 22 places at most. The power of
 * ten is that of the number as it is written.
 */
export function decimal(time: number): number {
  return Number.isFinite(time) ? rounded(time, time) : time;
}

/** A difference of two times, in the decimal places of the later. */
export function decimalDifference(from: number, to: number): number {
  return rounded(to - from, to);
}

function rounded(value: number, placesOf: number): number {
  const power = placesOf === 0 ? -22 : Number(placesOf.toExponential().split('e')[1]);
  const scale = Number(`1e${Math.max(0, Math.min(22, 14 - power))}`);
  return Math.round(value * scale) / scale;
}
