/** Beyond this size the arithmetic of axes would overflow. */
const largestDrawn = 1e300;

/** A value as a figure can draw it: null, a gap, where it is not finite, and never beyond ±1e300. */
export function drawable(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Math.max(-largestDrawn, Math.min(largestDrawn, value));
}
