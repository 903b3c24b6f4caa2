import { TournamentTree } from '../engine/tournament-tree.js';
import type { Bidders } from './bids.js';
import type { PartnerChoice } from './partner-choice.js';

/** Where more than this share of the members has changed, ranking all anew is cheaper than one path each. */
const BULK = 1 / 8;

/** The rank of who is no candidate. */
const NONE = Number.POSITIVE_INFINITY;

/**
 * The members of a group who may become partners, by rank, in a tournament tree. Changes are noted in O(1) and taken over by
 * the next query, O(log n) each or O(n) for many; a query is O(k log n).
 */
export class Candidates {
  private readonly ranks: TournamentTree;
  private readonly pending: Int32Array;
  private readonly isPending: Uint8Array;
  private pendingCount = 0;

  /**
   * @param members - ids, ascending
   * @param limit - a candidate's load ratio is below it
   */
  constructor(
    private readonly bidders: Bidders,
    private readonly members: Int32Array,
    private readonly limit: number,
    private readonly choice: PartnerChoice,
  ) {
    this.ranks = new TournamentTree(members.length);
    this.pending = new Int32Array(members.length);
    this.isPending = new Uint8Array(members.length);
    this.rankAll();
  }

  /** To be called when the load of the member at `place` has changed. */
  changed(place: number): void {
    if (this.isPending[place] === 1) return;
    this.isPending[place] = 1;
    this.pending[this.pendingCount++] = place;
  }

  /**
   * Writes to `out` up to `most` partners of the member at place `winner` for a task of `taskLoad`, in the order in which they are
   * chosen, and returns how many there are. Who was chosen is hidden until all are.
   */
  choose(most: number, winner: number, taskLoad: number, out: Int32Array): number {
    const { ranks } = this;
    this.takeOverChanges();
    ranks.set(winner, NONE);
    let sum = this.load(winner);
    let chosen = 0;
    for (; chosen < most && ranks.least < NONE; chosen++) {
      const place = ranks.first();
      const load = this.load(place);
      if (!this.choice.joins(load, taskLoad, chosen + 1, sum)) break;
      sum += load;
      out[chosen] = place;
      ranks.set(place, NONE);
    }
    for (let i = 0; i < chosen; i++) {
      this.update(out[i]!);
      out[i] = this.members[out[i]!]!;
    }
    this.update(winner);
    return chosen;
  }

  private takeOverChanges(): void {
    const bulk = this.pendingCount > BULK * this.members.length;
    for (let i = 0; i < this.pendingCount; i++) {
      const place = this.pending[i]!;
      this.isPending[place] = 0;
      if (!bulk) this.update(place);
    }
    this.pendingCount = 0;
    if (bulk) this.rankAll();
  }

  private rankAll(): void {
    this.ranks.setAll((place) => this.rank(place));
  }

  private update(place: number): void {
    this.ranks.set(place, this.rank(place));
  }

  private rank(place: number): number {
    const server = this.members[place]!;
    const { capacity, load, up } = this.bidders;
    const isCandidate = up?.[server] !== 0 && load[server]! / capacity[server]! < this.limit;
    return isCandidate ? this.choice.rank(this.bidders, server) : NONE;
  }

  private load(place: number): number {
    return this.bidders.load[this.members[place]!]!;
  }
}
