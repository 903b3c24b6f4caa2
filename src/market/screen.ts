import type { SelectiveDetermination } from './adaptive.js';
import { type BidFunctions, CAPACITY_FACTOR, STRIDE } from './bids.js';
import { FullScan } from './full-scan.js';
import { LowestSearch } from './lowest-search.js';
import { ScreenLines } from './screen-lines.js';
import type { LowestTwo, OfferedTask } from './winner-determination.js';

/** Task loads that single precision holds to its last bit. */
const LEAST_LOAD = 1e-30;
const GREATEST_LOAD = 1e18;

/** How much the last auction counts for the margin of the next. */
const RECENT = 1 / 8;

/** Where more than this share of the servers is listed, stating all bids is faster. */
const MANY = 1 / 4;

/** Servers that are asked together for the factors of their bids. */
const TOGETHER = 32;

/**
 * The two lowest bids from a pass of SIMD over lines below all bids, and the same bits as {@link FullScan}: only of
 * servers whose line is not above the second-lowest bid so far, the bid is stated, by the function that the scan uses.
 *
 * The first list goes as far above the lowest lines as the second-lowest bid lately was; where that was not far enough,
 * a second one goes as far as it now is. An auction costs O(N), an eighth of a nanosecond a server, and a change of a server O(1).
 */
export class Screen extends LowestSearch implements SelectiveDetermination {
  private readonly lines = new ScreenLines();
  private readonly line = new Float64Array(3);
  /** Servers that the last auction listed. */
  visited = 0;
  /** Servers whose lines are known. */
  private known = 0;
  /** How far the second-lowest bid has lately been above the second-lowest line. */
  private margin = 0;
  private readonly scan: FullScan;
  /** Whose line is below has had its bid offered. */
  private from = 0;

  constructor(bids: BidFunctions) {
    super(bids, TOGETHER);
    this.scan = new FullScan(bids);
  }

  serverChanged(server: number): void {
    if (server < this.known) this.takeOver(server);
  }

  determine(task: OfferedTask, out: LowestTwo): void {
    if (this.known < this.bids.bidders.count) this.takeOverNew();
    const { load } = task;
    if (!(load >= LEAST_LOAD && load <= GREATEST_LOAD)) {
      this.scan.determine(task, out);
      return;
    }
    this.begin(task);
    this.visited = this.lines.lowest(load, this.margin);
    if (this.visited > MANY * this.bids.bidders.count && this.bids.adjustment === undefined) {
      this.margin -= RECENT * this.margin;
      this.scan.determine(task, out);
      return;
    }
    this.search();
    this.tell(out);
  }

  private takeOverNew(): void {
    const { count } = this.bids.bidders;
    if (count > this.lines.room) this.lines.grow(this.known === 0 ? count : 2 * count);
    while (this.known < count) this.takeOver(this.known++);
  }

  private takeOver(server: number): void {
    this.bids.lowerLine(server, this.line);
    this.lines.set(server, this.line);
  }

  private search(): void {
    const { bids, lines } = this;
    this.from = Number.NEGATIVE_INFINITY;
    this.offerListed(this.visited);
    const { limit } = lines;
    this.from = limit;
    if (this.second >= bids.maximum) this.offerFirst();
    // Who is not listed bids more than the limit, which is NaN where a line is −Infinity.
    if (!(this.second <= limit)) {
      lines.wanted = this.second;
      this.offerListed(lines.below());
    }
    const above = this.second - (limit - this.margin);
    if (above >= 0 && above < bids.maximum) this.margin += RECENT * (above - this.margin);
  }

  /** Above the maximum bids are clamped to it, and the two of the least ids win. */
  private offerFirst(): void {
    const { bidders, coefficients } = this.bids;
    for (let server = 0, offered = 0; server < bidders.count && offered < 2; server++) {
      if (coefficients[STRIDE * server + CAPACITY_FACTOR] === Number.POSITIVE_INFINITY) continue;
      this.offer(server, this.bids.bid(server, this.taskLoad));
      offered++;
    }
  }

  /** Offers the bids of the first `count` that are listed, where they were not offered. */
  private offerListed(count: number): void {
    if (this.bids.adjustment) {
      this.offerAdjusted(count);
      return;
    }
    const { bids, from, lines, taskLoad } = this;
    const { floats, listAt, words } = lines;
    for (let at = listAt, end = listAt + 2 * count; at < end; at += 2) {
      const bound = floats[at + 1]!;
      if (bound > this.second || bound < from) continue;
      this.offer(words[at]!, bids.adjustedBid(words[at]!, taskLoad, 1));
    }
  }

  private offerAdjusted(count: number): void {
    const { asked, from, lines } = this;
    const { floats, listAt, words } = lines;
    let waiting = 0;
    for (let at = listAt, end = listAt + 2 * count; at < end; at += 2) {
      const bound = floats[at + 1]!;
      if (bound > this.second || bound < from) continue;
      asked[waiting++] = words[at]!;
      if (waiting < TOGETHER) continue;
      this.offerTogether(waiting);
      waiting = 0;
    }
    if (waiting > 0) this.offerTogether(waiting);
  }
}
