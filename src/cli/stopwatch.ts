import type { Timing } from '../output/timing.js';

/** Measures what a run costs, from its own creation on. */
export class Stopwatch {
  private readonly start = performance.now();
  private readonly cpuAtStart = process.cpuUsage();

  get wallSeconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  /** The cost so far, with the rates for so many auctions and events. */
  timing(auctions: number, events: number): Timing {
    const { user, system } = process.cpuUsage(this.cpuAtStart);
    const wallSeconds = this.wallSeconds;
    return {
      cpuSeconds: (user + system) / 1e6,
      wallSeconds,
      auctionsPerSecond: auctions / wallSeconds,
      eventsPerSecond: events / wallSeconds,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  }
}
