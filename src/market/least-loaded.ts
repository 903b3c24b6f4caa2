import type { Bidders } from './bids.js';

/** Where more than this share of the members has changed, reading all ratios is cheaper than one path each. */
const BULK = 1 / 8;

/**
 * The members of a group by load ratio: a tournament tree whose nodes hold the least ratio below them. Changes are
 * noted in O(1) and taken over by the next query, O(log n) each or O(n) for many; a query is O(k log n).
 */
export class LeastLoaded {
  private readonly leaves: number;
  private readonly least: Float64Array;
  private readonly pending: Int32Array;
  private readonly isPending: Uint8Array;
  private pendingCount = 0;

  /** @param members - ids, ascending */
  constructor(
    private readonly bidders: Bidders,
    private readonly members: Int32Array,
  ) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, members.length)));
    this.least = new Float64Array(2 * this.leaves).fill(Number.POSITIVE_INFINITY);
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
    this.takeOverChanges();
    this.set(excluded, Number.POSITIVE_INFINITY);
    let found = 0;
    for (; found < most && this.least[1]! < limit; found++) {
      out[found] = this.firstLeast();
      this.set(out[found]!, Number.POSITIVE_INFINITY);
    }
    for (let i = 0; i < found; i++) {
      this.update(out[i]!);
      out[i] = this.members[out[i]!]!;
    }
    this.update(excluded);
    return found;
  }

  /** Place of the member with the least ratio, the first of them. */
  private firstLeast(): number {
    const { least, leaves } = this;
    let node = 1;
    while (node < leaves) node = least[2 * node]! <= least[2 * node + 1]! ? 2 * node : 2 * node + 1;
    return node - leaves;
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
    const { least, leaves, members } = this;
    for (let place = 0; place < members.length; place++) least[leaves + place] = this.ratio(members[place]!);
    for (let node = leaves - 1; node > 0; node--) {
      least[node] = lower(least[2 * node]!, least[2 * node + 1]!);
    }
  }

  private update(place: number): void {
    this.set(place, this.ratio(this.members[place]!));
  }

  private set(place: number, ratio: number): void {
    const { least } = this;
    let node = this.leaves + place;
    least[node] = ratio;
    while (node > 1) {
      node >>= 1;
      const minimum = lower(least[2 * node]!, least[2 * node + 1]!);
      if (least[node] === minimum) return;
      least[node] = minimum;
    }
  }

  private ratio(server: number): number {
    return this.bidders.load[server]! / this.bidders.capacity[server]!;
  }
}

function lower(a: number, b: number): number {
  return a < b ? a : b;
}
