import type { Bidders } from './bids.js';
import type { LowestTwo, OfferedTask, WinnerDetermination } from './winner-determination.js';

/** Of one that looks at more than this share of the servers, another is faster. */
const WORTH = 1 / 4;
/** Auctions that are left to the other before the first is tried again: at first, and at most. */
const SHORT = 64;
const LONG = 4096;

/** One that looks at few of the servers, as a rule. */
export interface SelectiveDetermination extends WinnerDetermination {
  /** Servers that the last auction looked at. */
  readonly visited: number;
}

/**
 * A way to find the two lowest bids, and another for as long as the first would have to look at many of the servers: where
 * many bid alike and noise decides among them. What the last auction of the first looked at decides, and never the clock.
 */
export class Adaptive implements WinnerDetermination {
  private other: WinnerDetermination | undefined;
  private left = 0;
  private pause = SHORT;

  /** @param otherwise - makes the other, when it is first needed */
  constructor(
    private readonly bidders: Bidders,
    private readonly first: SelectiveDetermination,
    private readonly otherwise: () => WinnerDetermination,
  ) {}

  determine(task: OfferedTask, out: LowestTwo): void {
    if (this.left > 0) {
      this.left--;
      this.other ??= this.otherwise();
      this.other.determine(task, out);
      return;
    }
    this.first.determine(task, out);
    if (this.first.visited <= WORTH * this.bidders.count) {
      this.pause = SHORT;
      return;
    }
    this.left = this.pause;
    this.pause = Math.min(LONG, 2 * this.pause);
  }

  serverChanged(server: number): void {
    this.first.serverChanged(server);
    this.other?.serverChanged(server);
  }
}
