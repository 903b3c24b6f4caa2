import { drawable } from './drawable.js';

/** From where to where drawn values reach. */
export interface Extent {
  smallest: number;
  largest: number;
}

/** The extent of what can be drawn of these values; undefined where that is nothing. */
export function extentOf(values: readonly number[]): Extent | undefined {
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    const drawn = drawable(value);
    if (drawn === null) continue;
    smallest = Math.min(smallest, drawn);
    largest = Math.max(largest, drawn);
  }
  return smallest > largest ? undefined : { smallest, largest };
}
