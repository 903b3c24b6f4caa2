/** How a quantity is spread over servers: its minimum, 10th percentile, median, 90th percentile and maximum. */
export interface Spread {
  minimum: number;
  p10: number;
  median: number;
  p90: number;
  maximum: number;
}

/** The spread of one value or more; percentiles lie between the two nearest values in proportion. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)]!;
    return below + (position % 1) * (sorted[Math.ceil(position)]! - below);
  };
  return { minimum: at(0), p10: at(0.1), median: at(0.5), p90: at(0.9), maximum: at(1) };
}
