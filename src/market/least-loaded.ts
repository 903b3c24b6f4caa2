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
  private readonly stack = new Int32Array(64);

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
   * Writes to `out` up to `most` members other than `excluded` whose ratio is below `limit`, least ratio first,
   * ties to the lowest id, and returns how many there are.
   */
  find(most: number, limit: number, excluded: number, out: Int32Array): number {
    this.takeOverChanges();
    const { least, members, stack, leaves } = this;
    let found = 0;
    let depth = 0;
    stack[depth++] = 1;
    while (depth > 0) {
      const node = stack[--depth]!;
      if (!this.canPrecede(node, most, found, limit, out)) continue;
      if (node < leaves) {
        // Nearer on top of the stack; of equal ones the left, whose ids are lower.
        const [near, far] = least[2 * node + 1]! < least[2 * node]! ? [1, 0] : [0, 1];
        stack[depth++] = 2 * node + far;
        stack[depth++] = 2 * node + near;
      } else if (members[node - leaves] !== excluded) {
        found = this.insert(members[node - leaves]!, least[node]!, found, most, out);
      }
    }
    return found;
  }

  /** Whether a member below the node could come before the last that was found, or be one more. */
  private canPrecede(node: number, most: number, found: number, limit: number, out: Int32Array): boolean {
    const ratio = this.least[node]!;
    if (!(ratio < limit)) return false;
    if (found < most) return true;
    const last = out[found - 1]!;
    const worst = this.ratio(last);
    return ratio < worst || (ratio === worst && this.firstId(node) < last);
  }

  private insert(server: number, ratio: number, found: number, most: number, out: Int32Array): number {
    let place = found < most ? found : found - 1;
    for (; place > 0; place--) {
      const before = out[place - 1]!;
      const other = this.ratio(before);
      if (other < ratio || (other === ratio && before < server)) break;
      out[place] = before;
    }
    out[place] = server;
    return Math.min(found + 1, most);
  }

  /** Id of the first member below a node. */
  private firstId(node: number): number {
    let leaf = node;
    while (leaf < this.leaves) leaf *= 2;
    return this.members[leaf - this.leaves]!;
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
    const { least } = this;
    least[this.leaves + place] = this.ratio(this.members[place]!);
    for (let node = (this.leaves + place) >> 1; node > 0; node >>= 1) {
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
