import type { Bidders } from './bids.js';
import { Candidates } from './candidates.js';
import type { PartnerChoice } from './partner-choice.js';

/** The scenario's terms for coalitions. */
export interface CoalitionTerms {
  /** A winner whose load ratio is above it looks for partners. */
  readonly overload: number;
  /** A partner's load ratio is below it. */
  readonly partner: number;
  /** At most so many partners; 0 turns coalitions off. */
  readonly partners: number;
  readonly choice: PartnerChoice;
}

/** Who belongs to which coalition, and who of it has room. */
export class Coalitions {
  private readonly groups: Candidates[];
  /** Group of each server, and its place among the members by ascending id. */
  private readonly groupOf: Int32Array;
  private readonly placeOf: Int32Array;

  /** @param membership - coalition of each server, from 0 */
  constructor(
    private readonly bidders: Bidders,
    membership: Int32Array,
    private readonly terms: CoalitionTerms,
  ) {
    const { count } = bidders;
    this.groupOf = new Int32Array(count);
    this.placeOf = new Int32Array(count);
    const groupOfCoalition = new Map<number, number>();
    const sizes: number[] = [];
    for (let server = 0; server < count; server++) {
      const group = groupOfCoalition.get(membership[server]!) ?? sizes.length;
      if (group === sizes.length) {
        groupOfCoalition.set(membership[server]!, group);
        sizes.push(0);
      }
      this.groupOf[server] = group;
      this.placeOf[server] = sizes[group]!++;
    }
    const members = sizes.map((size) => new Int32Array(size));
    for (let server = 0; server < count; server++) {
      members[this.groupOf[server]!]![this.placeOf[server]!] = server;
    }
    this.groups = members.map((ids) => new Candidates(bidders, ids, terms.partner, terms.choice));
  }

  /** To be called when the load of `server` has changed. O(1). */
  serverChanged(server: number): void {
    if (this.terms.partners > 0) this.groups[this.groupOf[server]!]!.changed(this.placeOf[server]!);
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
   * Writes the partners of `winner` for a task of `taskLoad` to `out`, in the order in which they are chosen, and returns how
   * many there are. O(partners · log members), and what {@link serverChanged} has put off.
   */
  partnersOf(winner: number, taskLoad: number, out: Int32Array): number {
    const { partners } = this.terms;
    return this.groups[this.groupOf[winner]!]!.choose(partners, this.placeOf[winner]!, taskLoad, out);
  }
}
