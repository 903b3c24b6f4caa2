import { BidLines, spread } from './bid-lines.js';
import { type BidFunctions, STRIDE } from './bids.js';

/** Servers that a fresh leaf holds, and the most that one can: powers of two. */
const FILL = 16;
export const LEAF_SLOTS = 32;

/** What a node keeps of its servers, side by side: their least slope, intercept and id. */
export const NODE_STRIDE = 3;
export const SLOPE = 0;
export const INTERCEPT = 1;
export const LEAST_ID = 2;

/**
 * Servers in a k-d tree over the lines below their bids (slope, intercept): servers in a leaf bid alike, and every
 * node knows the least slope, intercept and id below it. A server whose line changes moves to the leaf where it
 * now belongs, O(log N); a leaf that overflows splits. Where a split lies on many equal lines, bits of the id
 * decide, so that equal servers spread evenly. When the room for new leaves is used up the tree is packed anew.
 */
export class BidTree {
  count = 0;
  /** Server, slope and intercept in each slot; leaf l has the slots from l · LEAF_SLOTS on. */
  serverIn = new Int32Array(0);
  slopes = new Float64Array(0);
  intercepts = new Float64Array(0);
  /** Servers in each leaf. */
  size = new Uint8Array(0);
  /** Leaf of a node; −1 for inner nodes. Node 0 is the root. */
  leafOf = new Int32Array(0);
  left = new Int32Array(0);
  right = new Int32Array(0);
  minima = new Float64Array(0);
  /** 1 where all servers below the node have the very same coefficients (and there are some). */
  uniform = new Uint8Array(0);

  private slotOf = new Int32Array(0);
  private nodeOf = new Int32Array(0);
  private parent = new Int32Array(0);
  /** Where an inner node splits: on slope (0) or intercept (1), and at what value. */
  private axis = new Uint8Array(0);
  private split = new Float64Array(0);
  private nodes = 0;
  private leaves = 0;
  private readonly line = new Float64Array(2);

  constructor(private readonly bids: BidFunctions) {}

  /**
   * Packs all servers anew. O(N log N).
   *
   * @param typicalLoad - weighs slopes against intercepts where a node chooses its axis
   */
  pack(typicalLoad: number): void {
    const { count } = this.bids.bidders;
    if (count !== this.count) this.allocate(count);
    this.nodes = 0;
    this.leaves = 0;
    const order = Int32Array.from({ length: count }, (_, server) => server);
    const slope = new Float64Array(count);
    const intercept = new Float64Array(count);
    for (let server = 0; server < count; server++) {
      this.bids.lowerLine(server, this.line);
      slope[server] = this.line[0]!;
      intercept[server] = this.line[1]!;
    }
    this.grow(new BidLines(order, slope, intercept), 0, count, typicalLoad, -1);
  }

  /** Takes over the line of a server that has changed. Returns false where the tree is out of room: pack it anew. */
  move(server: number): boolean {
    this.bids.lowerLine(server, this.line);
    const slope = this.line[0]!;
    const intercept = this.line[1]!;
    const slot = this.slotOf[server]!;
    const leaf = (slot / LEAF_SLOTS) | 0;
    const here = this.nodeOf[leaf]!;
    const there = this.leafFor(server, slope, intercept);
    if (here === there) {
      this.slopes[slot] = slope;
      this.intercepts[slot] = intercept;
      this.refreshFrom(here);
      return true;
    }
    this.remove(slot, leaf);
    this.refreshFrom(here);
    return this.insert(there, server, slope, intercept);
  }

  private insert(node: number, server: number, slope: number, intercept: number): boolean {
    let target = node;
    while (this.size[this.leafOf[target]!] === LEAF_SLOTS) {
      if (2 * (this.leaves + 1) > this.leafOf.length) return false;
      this.splitLeaf(target);
      target = this.side(target, 0, server, slope, intercept) ? this.right[target]! : this.left[target]!;
    }
    this.put(this.leafOf[target]!, server, slope, intercept);
    this.refreshFrom(target);
    return true;
  }

  private leafFor(server: number, slope: number, intercept: number): number {
    let node = 0;
    for (let depth = 0; this.leafOf[node]! < 0; depth++) {
      node = this.side(node, depth, server, slope, intercept) ? this.right[node]! : this.left[node]!;
    }
    return node;
  }

  /** Whether a line belongs to the right of a node's split. */
  private side(node: number, depth: number, server: number, slope: number, intercept: number): boolean {
    const key = this.axis[node] === 0 ? slope : intercept;
    const split = this.split[node]!;
    if (key !== split) return key > split;
    return ((Math.imul(server, 0x9e3779b1) >>> (depth & 31)) & 1) === 1;
  }

  private allocate(count: number): void {
    const leaves = 2 * Math.ceil(count / FILL) + 2;
    this.count = count;
    this.slotOf = new Int32Array(count);
    this.serverIn = new Int32Array(leaves * LEAF_SLOTS);
    this.slopes = new Float64Array(leaves * LEAF_SLOTS);
    this.intercepts = new Float64Array(leaves * LEAF_SLOTS);
    this.size = new Uint8Array(leaves);
    this.nodeOf = new Int32Array(leaves);
    this.leafOf = new Int32Array(2 * leaves);
    this.left = new Int32Array(2 * leaves);
    this.right = new Int32Array(2 * leaves);
    this.parent = new Int32Array(2 * leaves);
    this.axis = new Uint8Array(2 * leaves);
    this.split = new Float64Array(2 * leaves);
    this.uniform = new Uint8Array(2 * leaves);
    this.minima = new Float64Array(NODE_STRIDE * 2 * leaves);
  }

  /** Makes the node of the entries `from..to` and all below it; returns the node. */
  private grow(entries: BidLines, from: number, to: number, typicalLoad: number, parent: number): number {
    const node = this.nodes++;
    this.parent[node] = parent;
    if (to - from <= FILL) {
      const leaf = this.newLeaf(node);
      for (let i = from; i < to; i++) {
        this.put(leaf, entries.server[i]!, entries.slope[i]!, entries.intercept[i]!);
      }
      this.refreshLeaf(node);
      return node;
    }
    const onSlope = typicalLoad * spread(entries.slope, from, to) >= spread(entries.intercept, from, to);
    const middle = (from + to) >> 1;
    entries.select(onSlope, from, to - 1, middle);
    this.leafOf[node] = -1;
    this.axis[node] = onSlope ? 0 : 1;
    this.split[node] = (onSlope ? entries.slope : entries.intercept)[middle]!;
    this.left[node] = this.grow(entries, from, middle, typicalLoad, node);
    this.right[node] = this.grow(entries, middle, to, typicalLoad, node);
    this.refreshInner(node);
    return node;
  }

  private newLeaf(node: number): number {
    const leaf = this.leaves++;
    this.size[leaf] = 0;
    this.nodeOf[leaf] = node;
    this.leafOf[node] = leaf;
    return leaf;
  }

  private put(leaf: number, server: number, slope: number, intercept: number): void {
    const slot = leaf * LEAF_SLOTS + this.size[leaf]!++;
    this.serverIn[slot] = server;
    this.slopes[slot] = slope;
    this.intercepts[slot] = intercept;
    this.slotOf[server] = slot;
  }

  private remove(slot: number, leaf: number): void {
    const last = leaf * LEAF_SLOTS + --this.size[leaf]!;
    const moved = this.serverIn[last]!;
    this.serverIn[slot] = moved;
    this.slopes[slot] = this.slopes[last]!;
    this.intercepts[slot] = this.intercepts[last]!;
    this.slotOf[moved] = slot;
  }

  /** Turns a full leaf into an inner node over two half-full ones. */
  private splitLeaf(node: number): void {
    const leaf = this.leafOf[node]!;
    const from = leaf * LEAF_SLOTS;
    const to = from + LEAF_SLOTS;
    const entries = new BidLines(
      this.serverIn.slice(from, to),
      this.slopes.slice(from, to),
      this.intercepts.slice(from, to),
    );
    const half = LEAF_SLOTS / 2;
    const onSlope = spread(entries.slope, 0, LEAF_SLOTS) * 10 >= spread(entries.intercept, 0, LEAF_SLOTS);
    entries.select(onSlope, 0, LEAF_SLOTS - 1, half);
    this.axis[node] = onSlope ? 0 : 1;
    this.split[node] = (onSlope ? entries.slope : entries.intercept)[half]!;
    const left = this.nodes++;
    const right = this.nodes++;
    this.left[node] = left;
    this.right[node] = right;
    this.parent[left] = node;
    this.parent[right] = node;
    this.leafOf[left] = leaf;
    this.nodeOf[leaf] = left;
    this.size[leaf] = 0;
    const other = this.newLeaf(right);
    this.leafOf[node] = -1;
    for (let i = 0; i < LEAF_SLOTS; i++) {
      this.put(i < half ? leaf : other, entries.server[i]!, entries.slope[i]!, entries.intercept[i]!);
    }
    this.refreshLeaf(left);
    this.refreshLeaf(right);
    this.refreshInner(node);
  }

  /** Refreshes a leaf's node and those above it, up to the first that stays as it was. */
  private refreshFrom(leafNode: number): void {
    if (!this.refreshLeaf(leafNode)) return;
    for (let node = this.parent[leafNode]!; node >= 0; node = this.parent[node]!) {
      if (!this.refreshInner(node)) return;
    }
  }

  private refreshLeaf(node: number): boolean {
    const leaf = this.leafOf[node]!;
    const from = leaf * LEAF_SLOTS;
    const to = from + this.size[leaf]!;
    let slope = Number.POSITIVE_INFINITY;
    let intercept = Number.POSITIVE_INFINITY;
    let id = Number.POSITIVE_INFINITY;
    let equal = to > from;
    for (let slot = from; slot < to; slot++) {
      const a = this.slopes[slot]!;
      const b = this.intercepts[slot]!;
      const server = this.serverIn[slot]!;
      if (slot > from && (a !== slope || b !== intercept)) equal = false;
      if (a < slope) slope = a;
      if (b < intercept) intercept = b;
      if (server < id) id = server;
    }
    for (let slot = from; equal && slot < to; slot++) equal = this.sameCoefficients(id, this.serverIn[slot]!);
    return this.write(node, slope, intercept, id, equal);
  }

  private refreshInner(node: number): boolean {
    const { minima, uniform } = this;
    const l = this.left[node]!;
    const r = this.right[node]!;
    const a = NODE_STRIDE * l;
    const b = NODE_STRIDE * r;
    const left = minima[a + LEAST_ID]!;
    const right = minima[b + LEAST_ID]!;
    const equal =
      left === Number.POSITIVE_INFINITY
        ? uniform[r] === 1
        : right === Number.POSITIVE_INFINITY
          ? uniform[l] === 1
          : uniform[l] === 1 && uniform[r] === 1 && this.sameCoefficients(left, right);
    return this.write(
      node,
      lower(minima[a + SLOPE]!, minima[b + SLOPE]!),
      lower(minima[a + INTERCEPT]!, minima[b + INTERCEPT]!),
      lower(left, right),
      equal,
    );
  }

  private sameCoefficients(one: number, other: number): boolean {
    if (this.bids.shading) return false;
    const { coefficients } = this.bids;
    for (let i = 0; i < STRIDE; i++) {
      if (coefficients[STRIDE * one + i] !== coefficients[STRIDE * other + i]) return false;
    }
    return true;
  }

  /** Writes a node and returns whether it was another one before. */
  private write(node: number, slope: number, intercept: number, id: number, equal: boolean): boolean {
    const { minima, uniform } = this;
    const at = NODE_STRIDE * node;
    const flag = equal ? 1 : 0;
    const same =
      minima[at + SLOPE] === slope &&
      minima[at + INTERCEPT] === intercept &&
      minima[at + LEAST_ID] === id &&
      uniform[node] === flag &&
      // A uniform node is bounded by the coefficients of its least id, which may have changed under the same line.
      flag === 0;
    minima[at + SLOPE] = slope;
    minima[at + INTERCEPT] = intercept;
    minima[at + LEAST_ID] = id;
    uniform[node] = flag;
    return !same;
  }
}

function lower(a: number, b: number): number {
  return a < b ? a : b;
}
