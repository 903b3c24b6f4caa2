/** What a run cost. Not part of its results: it differs from run to run. */
export interface Timing {
  cpuSeconds: number;
  wallSeconds: number;
  auctionsPerSecond: number;
  eventsPerSecond: number;
  /** Largest resident set size of the process. */
  peakRssBytes: number;
}
