import { TournamentTree } from '../engine/tournament-tree.js';
import type { Bidders } from './bids.js';

/** Where more than this share of the members has changed, reading all ratios is cheaper than one path each. */
const BULK = 1 / 8;

/**
 * The members of a group by load ratio, in a tournament tree. Changes are noted in O(1) and taken over by the next
 * query, O(log n) each or O(n) for many; a query is O(k log n).
 */
export class LeastLoaded {
  private readonly ratios: TournamentTree;
  private readonly pending: Int32Array;
  private readonly isPending: Uint8Array;
  private pendingCount = 0;

  /** @param members - ids, ascending */
  constructor(
    private readonly bidders: Bidders,
    private readonly members: Int32Array,
  ) {
    this.ratios = new TournamentTree(members.length);
    this.pending = new Int32Array(members.length);
    this.isPending = new Uint8Array(members.length);
    this.readAll();
  }

  /** To be called when the load of the member at `place` has changed. */
  changed(place: number): void {
    if (this.isPending[place] === 1) return;
    this.isPending[place] = 1;
    this.pending[this.pendingCount++] = place;
  }

  /**
   * Writes to `out` up to `most` members other than the one at place `excluded` whose ratio is below `limit`, least
   * ratio first, ties to the lowest id, and returns how many there are. What was found is hidden until all are.
   */
  find(most: number, limit: number, excluded: number, out: Int32Array): number {
    const { ratios } = this;
    this.takeOverChanges();
    ratios.set(excluded, Number.POSITIVE_INFINITY);
    let found = 0;
    for (; found < most && ratios.least < limit; found++) {
      out[found] = ratios.first();
      ratios.set(out[found]!, Number.POSITIVE_INFINITY);
    }
    for (let i = 0; i < found; i++) {
      this.update(out[i]!);
      out[i] = this.members[out[i]!]!;
    }
    this.update(excluded);
    return found;
  }

  private takeOverChanges(): void {
    const bulk = this.pendingCount > BULK * this.members.length;
    for (let i = 0; i < this.pendingCount; i++) {
      const place = this.pending[i]!;
      this.isPending[place] = 0;
      if (!bulk) this.update(place);
    }
    this.pendingCount = 0;
    if (bulk) this.readAll();
  }

  private readAll(): void {
    this.ratios.setAll((place) => this.ratio(place));
  }

  private update(place: number): void {
    this.ratios.set(place, this.ratio(place));
  }

  /** Who takes no tasks is as far from being a partner as can be. */
  private ratio(place: number): number {
    const server = this.members[place]!;
    const { capacity, load, up } = this.bidders;
    return up?.[server] === 0 ? Number.POSITIVE_INFINITY : load[server]! / capacity[server]!;
  }
}
