/**
 * How many servers a decision asks: the balancer's own number, or else as many as it may (the limit), or else `usual`;
 * never more than it may.
 */
export function probesWithin(limit: number | undefined, own: number | undefined, usual: number): number {
  return Math.min(own ?? limit ?? usual, limit ?? Number.POSITIVE_INFINITY);
}
