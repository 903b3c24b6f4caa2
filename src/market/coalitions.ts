import type { Bidders } from './bids.js';
import { LeastLoaded } from './least-loaded.js';

/** The scenario's terms for coalitions. */
export interface CoalitionTerms {
  /** A winner whose load ratio is above it looks for partners. */
  readonly overload: number;
  /** A partner's load ratio is below it. */
  readonly partner: number;
  /** At most so many partners; 0 turns coalitions off. */
  readonly partners: number;
}

/** Who belongs to which coalition, and who of it has room. */
export class Coalitions {
  /** Coalition of each server. */
  private readonly groupOf: LeastLoaded[] = [];
  /** Place of each server among the members of its coalition, by ascending id. */
  private readonly placeOf: Int32Array;

  /** @param membership - coalition of each server, from 0 */
  constructor(
    private readonly bidders: Bidders,
    membership: Int32Array,
    private readonly terms: CoalitionTerms,
  ) {
    this.placeOf = new Int32Array(bidders.count);
    const lists = new Map<number, number[]>();
    for (let server = 0; server < bidders.count; server++) {
      const coalition = membership[server]!;
      const members = lists.get(coalition) ?? [];
      if (members.length === 0) lists.set(coalition, members);
      this.placeOf[server] = members.length;
      members.push(server);
    }
    for (const members of lists.values()) {
      const group = new LeastLoaded(bidders, Int32Array.from(members));
      for (const server of members) this.groupOf[server] = group;
    }
  }

  /** To be called when the load of `server` has changed. O(1). */
  serverChanged(server: number): void {
    if (this.terms.partners > 0) this.groupOf[server]!.changed(this.placeOf[server]!);
  }

  /**
   * Whether `winner` is overloaded, so that it looks for partners: load / capacity (not clamped) before the
   * assignment above the threshold.
   */
  isOverloaded(winner: number): boolean {
    const ratio = this.bidders.load[winner]! / this.bidders.capacity[winner]!;
    return this.terms.partners > 0 && ratio > this.terms.overload;
  }

  /**
   * Writes the partners of `winner` to `out`, least load ratio first, ties to the lowest id, and returns how
   * many there are. O(partners · log members), and what {@link serverChanged} has put off.
   */
  partnersOf(winner: number, out: Int32Array): number {
    const { partner, partners } = this.terms;
    return this.groupOf[winner]!.find(partners, partner, this.placeOf[winner]!, out);
  }
}
