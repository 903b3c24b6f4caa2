/**
 * The time t with P(T > t) = 1 − q, by bisection to the last bit.
 *
 * @param tail - P(T > t), continuous and falling from 1 to 0
 * @param scale - a time of T's order of magnitude, to start from
 */
export function quantileOf(tail: (time: number) => number, q: number, scale: number): number {
  let low = 0;
  let high = scale;
  while (tail(high) > 1 - q) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tail(middle) > 1 - q) low = middle;
    else high = middle;
  }
}
