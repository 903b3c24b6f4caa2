import { BidNodes, CHILD, LINK, NODE } from './bid-nodes.js';
import { BidSlots, floatBelow, INTERCEPT, SLOPE } from './bid-slots.js';
import type { BidFunctions } from './bids.js';
import { LoadGrid } from './load-grid.js';

/** Servers that a fresh leaf holds, and the most that one can. */
const FILL = 16;
export const LEAF_SLOTS = 32;
/** Two leaves side by side that hold no more servers than this together become one. */
const SPARSE = 16;
/** A child with more than this share of its parent's leaves is too heavy: none is where no leaf is deeper than 2 log₂. */
const HEAVY = 0.7;
/** Leaves that there is room for, in multiples of the fresh ones. */
const ROOM = 1.5;

/**
 * Servers in a k-d tree over the lines below their bids: servers in a leaf bid alike, and a node knows the least bids
 * below each child. It splits by the bid for a typical load, or by the slope. A server whose line changes moves to the
 * leaf where it now belongs; a leaf that overflows splits, sparse leaves merge, and a part that has become too deep is
 * built anew (a scapegoat tree: Galperin and Rivest, 1993), so that a move is O(log N), amortised. Where a split lies
 * on many equal lines, bits of the id decide, so that equal servers spread evenly.
 */
export class BidTree {
  count = 0;
  /** The root: a node, or a leaf as its complement. */
  root = -1;
  readonly grid = new LoadGrid();
  nodes: BidNodes;
  /** Servers; leaf l has the slots from l · LEAF_SLOTS on. */
  slots = new BidSlots(0);
  /** Servers in each leaf. */
  size = new Uint8Array(0);

  /** Where a node splits: by slope (1) or by the bid for a typical load (0), at what value. */
  private bySlope = new Uint8Array(0);
  private split = new Float32Array(0);
  /** What stands for a node, and for a leaf, in its parent: a word of `nodes`; −1 for the root. */
  private ofNode = new Int32Array(0);
  private ofLeaf = new Int32Array(0);
  /** Slot of each server. */
  private slotOf = new Int32Array(0);
  /** Nodes and leaves that were used once and are free again. */
  private freeNode = new Int32Array(0);
  private freeNodes = 0;
  private nodeCount = 0;
  private freeLeaf = new Int32Array(0);
  private freeLeaves = 0;
  private leafCount = 0;
  /** Depth of the leaf that was looked up last, and how deep one may be. */
  private middle = 0;
  private depth = 0;
  private mostDepth = 0;
  /** Servers on their way into a part that is built anew. */
  private gathered = new BidSlots(0);
  /** The line below the bids of the server that is on its way, and the same rounded down. */
  private readonly exactLine = new Float64Array(3);
  private readonly line = new Float32Array(3);

  constructor(private readonly bids: BidFunctions) {
    this.nodes = new BidNodes(0, bids, this.grid);
  }

  /** Packs all servers anew, by the loads that the grid has noted. O(N log N); allocates only where N has changed. */
  pack(): void {
    const { count } = this.bids.bidders;
    if (count !== this.count) this.allocate(count);
    this.grid.layOut();
    this.nodeCount = 0;
    this.freeNodes = 0;
    this.leafCount = 0;
    this.freeLeaves = 0;
    for (let server = 0; server < count; server++) {
      this.readLine(server);
      this.gathered.put(server, server, this.line);
    }
    this.root = this.grow(0, count, -1);
  }

  /** Takes over the line of a server that has changed. Returns false where the tree is out of room: pack it anew. */
  move(server: number): boolean {
    const slot = this.slotOf[server]!;
    this.readLine(server);
    if (this.slots.holds(slot, this.line) && !this.isInUniform(slot)) return true;
    this.remove(slot);
    let leaf = this.leafFor(server);
    if (this.depth > this.mostDepth) {
      if (!this.rebuildAbove(leaf)) return false;
      leaf = this.leafFor(server);
    }
    while (this.size[leaf] === LEAF_SLOTS) {
      if (!this.hasRoom(1)) return false;
      const node = this.splitLeaf(leaf);
      leaf = ~this.nodes.words[this.side(node, 0, server) + LINK]!;
    }
    this.insert(leaf, server);
    return true;
  }

  private readLine(server: number): void {
    this.bids.lowerLine(server, this.exactLine);
    for (let i = 0; i < this.line.length; i++) this.line[i] = floatBelow(this.exactLine[i]!);
  }

  private allocate(count: number): void {
    const leaves = Math.ceil(ROOM * Math.ceil(count / FILL)) + 2;
    this.count = count;
    this.mostDepth = Math.ceil(2 * Math.log2(leaves));
    this.slots = new BidSlots(leaves * LEAF_SLOTS);
    this.gathered = new BidSlots(count);
    this.slotOf = new Int32Array(count);
    this.size = new Uint8Array(leaves);
    this.ofLeaf = new Int32Array(leaves);
    this.freeLeaf = new Int32Array(leaves);
    this.nodes = new BidNodes(leaves, this.bids, this.grid);
    this.ofNode = new Int32Array(leaves);
    this.freeNode = new Int32Array(leaves);
    this.bySlope = new Uint8Array(leaves);
    this.split = new Float32Array(leaves);
  }

  /** The leaf where `server`, whose line is in `line`, belongs. */
  private leafFor(server: number): number {
    let node = this.root;
    let depth = 0;
    for (; node >= 0; depth++) node = this.nodes.words[this.side(node, depth, server) + LINK]!;
    this.depth = depth;
    return ~node;
  }

  /** The child of a node, as a word of `nodes`, to which `server`, whose line is in `line`, belongs. */
  private side(node: number, depth: number, server: number): number {
    const slope = this.line[SLOPE]!;
    const bid = slope * this.grid.typical + this.line[INTERCEPT]!;
    // As `split` was: rounded to single precision, so that equal servers find themselves on it.
    const key = this.bySlope[node] === 1 ? slope : Math.fround(bid);
    const split = this.split[node]!;
    const right = key === split ? (Math.imul(server, 0x9e3779b1) >>> (depth & 31)) & 1 : key > split ? 1 : 0;
    return NODE * node + CHILD * right;
  }

  /** Makes the node or leaf of the gathered servers `from..to`, for which `place` stands in its parent. */
  private grow(from: number, to: number, place: number): number {
    if (to - from <= FILL) {
      const leaf = this.newLeaf(place);
      for (let i = from; i < to; i++) this.append(leaf, this.gathered, i);
      return ~leaf;
    }
    // As few leaves as there can be, all about as full.
    const leaves = Math.ceil((to - from) / FILL);
    let middle = from + Math.floor(((to - from) * (leaves >> 1)) / leaves);
    const node = this.newNode(place, this.gathered, from, to, middle);
    middle = this.middle;
    const left = NODE * node;
    this.setChild(left, this.grow(from, middle, left));
    this.setChild(left + CHILD, this.grow(middle, to, left + CHILD));
    return node;
  }

  /** Turns a full leaf into a node over two half-full ones, of which it remains the left; returns the node. */
  private splitLeaf(leaf: number): number {
    const from = leaf * LEAF_SLOTS;
    const middle = from + LEAF_SLOTS / 2;
    const to = from + LEAF_SLOTS;
    const place = this.ofLeaf[leaf]!;
    const node = this.newNode(place, this.slots, from, to, middle);
    this.link(place, node);
    const left = NODE * node;
    const other = this.newLeaf(left + CHILD);
    for (let slot = middle; slot < to; slot++) this.append(other, this.slots, slot);
    this.ofLeaf[leaf] = left;
    this.size[leaf] = LEAF_SLOTS / 2;
    for (let slot = from; slot < middle; slot++) this.slotOf[this.slots.serverIn(slot)] = slot;
    this.setChild(left, ~leaf);
    this.setChild(left + CHILD, ~other);
    return node;
  }

  /**
   * Makes a node for the servers `from..to` of `slots` and puts the lesser half of them before `middle`: by bid or by slope,
   * whichever differs more. A load is rarely farther from the typical one than by half of it.
   */
  private newNode(place: number, slots: BidSlots, from: number, to: number, middle: number): number {
    const { grid } = this;
    const node = this.freeNodes > 0 ? this.freeNode[--this.freeNodes]! : this.nodeCount++;
    const ofSlopes = 0.5 * grid.typical * slots.spread(1, 0, from, to);
    const bySlope = ofSlopes > slots.spread(grid.typical, 1, from, to);
    const load = bySlope ? 1 : grid.typical;
    const weight = bySlope ? 0 : 1;
    this.middle = slots.divide(load, weight, from, to - 1, middle);
    this.bySlope[node] = bySlope ? 1 : 0;
    this.split[node] = slots.pivot;
    this.ofNode[node] = place;
    return node;
  }

  private newLeaf(place: number): number {
    const leaf = this.freeLeaves > 0 ? this.freeLeaf[--this.freeLeaves]! : this.leafCount++;
    this.size[leaf] = 0;
    this.ofLeaf[leaf] = place;
    return leaf;
  }

  private setChild(place: number, child: number): void {
    this.nodes.words[place + LINK] = child;
    if (child < 0) this.refreshLeaf(~child);
    else this.nodes.refreshNode(child, place);
  }

  /** Copies a slot from elsewhere behind those of a leaf. */
  private append(leaf: number, source: BidSlots, from: number): void {
    const slot = leaf * LEAF_SLOTS + this.size[leaf]!++;
    this.slots.copy(source, from, slot);
    this.slotOf[this.slots.serverIn(slot)] = slot;
  }

  /** Puts `server`, whose line is in `line`, into a leaf with room. Floors can only fall, so the others are not read. */
  private insert(leaf: number, server: number): void {
    const slot = leaf * LEAF_SLOTS + this.size[leaf]!++;
    this.slots.put(slot, server, this.line);
    this.slotOf[server] = slot;
    const place = this.ofLeaf[leaf]!;
    if (place < 0) return;
    if (this.size[leaf] === 1 || this.nodes.isUniform(place)) this.refreshFrom(leaf);
    else if (this.nodes.lower(place, this.slots, slot)) this.refreshAbove(place);
  }

  /** Takes a slot's server out. Only where it had the least of something must the others be read. */
  private remove(slot: number): void {
    const leaf = (slot / LEAF_SLOTS) | 0;
    const place = this.ofLeaf[leaf]!;
    const mattered = place >= 0 && this.nodes.hasLeast(place, this.slots, slot);
    const last = leaf * LEAF_SLOTS + --this.size[leaf]!;
    this.slots.copy(this.slots, last, slot);
    this.slotOf[this.slots.serverIn(slot)] = slot;
    if (place < 0 || this.merge(leaf, place)) return;
    if (mattered || this.slots.sameLine(leaf * LEAF_SLOTS, last - 1)) this.refreshFrom(leaf);
  }

  /** Merges a sparse leaf with the one beside it, and drops an empty one. Returns whether it did. */
  private merge(leaf: number, place: number): boolean {
    const size = this.size[leaf]!;
    if (size > SPARSE) return false;
    const node = (place / NODE) | 0;
    const sibling = this.nodes.words[2 * NODE * node + CHILD - place + LINK]!;
    if (sibling >= 0) {
      if (size > 0) return false;
      this.ofNode[sibling] = this.ofNode[node]!;
    } else {
      if (size + this.size[~sibling]! > SPARSE) return false;
      for (let i = 0; i < size; i++) this.append(~sibling, this.slots, leaf * LEAF_SLOTS + i);
      this.ofLeaf[~sibling] = this.ofNode[node]!;
    }
    this.link(this.ofNode[node]!, sibling);
    this.freeLeaf[this.freeLeaves++] = leaf;
    this.freeNode[this.freeNodes++] = node;
    if (sibling < 0) this.refreshFrom(~sibling);
    else this.refreshAbove(NODE * sibling);
    return true;
  }

  /** Puts `child` where `place` stands for it in its parent; −1 is the root. */
  private link(place: number, child: number): void {
    if (place < 0) this.root = child;
    else this.nodes.words[place + LINK] = child;
  }

  private hasRoom(leaves: number): boolean {
    return this.freeLeaves + this.size.length - this.leafCount >= leaves;
  }

  /** Builds the lowest part above a leaf anew of which one child has grown too heavy; false where there is no room. */
  private rebuildAbove(leaf: number): boolean {
    let place = this.ofLeaf[leaf]!;
    let leaves = 1;
    while (place >= 0) {
      const node = (place / NODE) | 0;
      const sibling = this.nodes.words[2 * NODE * node + CHILD - place + LINK]!;
      const all = leaves + this.leavesBelow(sibling);
      place = this.ofNode[node]!;
      if (leaves > HEAVY * all || place < 0) return this.rebuild(node);
      leaves = all;
    }
    return true;
  }

  private rebuild(node: number): boolean {
    const place = this.ofNode[node]!;
    const count = this.gather(node, 0);
    if (!this.hasRoom(Math.ceil(count / FILL))) return false;
    const child = this.grow(0, count, place);
    if (place < 0) this.root = child;
    else {
      this.setChild(place, child);
      this.refreshAbove(place);
    }
    return true;
  }

  /** Gathers all servers below a child behind the first `from`, frees what held them, and returns how many there are then. */
  private gather(child: number, from: number): number {
    if (child >= 0) {
      this.freeNode[this.freeNodes++] = child;
      const middle = this.gather(this.nodes.words[NODE * child + LINK]!, from);
      return this.gather(this.nodes.words[NODE * child + CHILD + LINK]!, middle);
    }
    const leaf = ~child;
    this.freeLeaf[this.freeLeaves++] = leaf;
    const size = this.size[leaf]!;
    for (let i = 0; i < size; i++) this.gathered.copy(this.slots, leaf * LEAF_SLOTS + i, from + i);
    return from + size;
  }

  private leavesBelow(child: number): number {
    if (child < 0) return 1;
    return (
      this.leavesBelow(this.nodes.words[NODE * child + LINK]!) +
      this.leavesBelow(this.nodes.words[NODE * child + CHILD + LINK]!)
    );
  }

  /** Whether a slot is one of a leaf whose servers all have the very same coefficients. */
  private isInUniform(slot: number): boolean {
    const place = this.ofLeaf[(slot / LEAF_SLOTS) | 0]!;
    return place >= 0 && this.nodes.isUniform(place);
  }

  /** Refreshes what is known of a leaf and of the nodes above it, up to the first that stays as it was. */
  private refreshFrom(leaf: number): void {
    if (this.refreshLeaf(leaf)) this.refreshAbove(this.ofLeaf[leaf]!);
  }

  /** Refreshes the nodes above a child that has changed. */
  private refreshAbove(child: number): void {
    for (let place = child; place >= 0; ) {
      const node = (place / NODE) | 0;
      place = this.ofNode[node]!;
      if (place < 0 || !this.nodes.refreshNode(node, place)) return;
    }
  }

  private refreshLeaf(leaf: number): boolean {
    const place = this.ofLeaf[leaf]!;
    if (place < 0) return false;
    const from = leaf * LEAF_SLOTS;
    return this.nodes.refreshLeaf(place, this.slots, from, from + this.size[leaf]!);
  }
}
