import { INTERCEPT, NOISE_FACTOR, SERVER, SLOPE, SLOT } from './bid-slots.js';
import { BidTree, CHILD, LEAF_SLOTS, LEAST_ID, LINK, NODE, UNIFORM } from './bid-tree.js';
import { type BidFunctions, CAPACITY_FACTOR, PRESSURE, RISK_FACTOR, STRIDE } from './bids.js';
import type { LowestTwo, WinnerDetermination } from './winner-determination.js';

/** Where more than this share of the servers has changed, packing anew is cheaper than moving them one by one. */
const BULK = 1 / 8;

/**
 * The two lowest bids without looking at every server, and the same bits as {@link FullScan}: branch and bound over
 * a tree of servers whose neighbours bid alike.
 *
 * Given its state, a server's bid is at least a line in the task's load, so that a node's least slope and least
 * intercept bound the bids of its servers. Below a node whose servers all have the same coefficients the bound is
 * the bid formula itself, which is exact, so that ties are decided by the least id and not one by one. Only a server
 * whose own line stays below the second-lowest bid so far has its bid stated, by the function that the scan uses.
 *
 * A change of a server costs O(log N) at the next auction; an auction visits O(log N) nodes without noise and, for
 * bid functions that differ, about √N servers with it. Of servers with equal bid functions and noise, each must be
 * asked for its noise.
 */
export class BidIndex implements WinnerDetermination {
  private readonly tree: BidTree;
  private pending = new Int32Array(0);
  private isPending = new Uint8Array(0);
  private pendingCount = 0;

  private readonly stack = new Int32Array(256);
  private readonly stackBound = new Float64Array(256);
  private readonly stackId = new Int32Array(256);
  private winner = -1;
  private runnerUp = -1;
  private lowest = Number.POSITIVE_INFINITY;
  private second = Number.POSITIVE_INFINITY;

  constructor(private readonly bids: BidFunctions) {
    this.tree = new BidTree(bids);
  }

  serverChanged(server: number): void {
    if (server >= this.isPending.length || this.isPending[server] === 1) return;
    this.isPending[server] = 1;
    this.pending[this.pendingCount++] = server;
  }

  determine(taskLoad: number, out: LowestTwo): void {
    this.tree.grid.note(taskLoad);
    this.takeOverChanges();
    this.search(taskLoad);
    out.winner = this.winner;
    out.winningBid = this.lowest;
    out.runnerUp = this.runnerUp;
    out.secondPrice = this.runnerUp < 0 ? this.lowest : this.second;
  }

  private takeOverChanges(): void {
    const { count } = this.bids.bidders;
    if (count !== this.tree.count) {
      this.pending = new Int32Array(count);
      this.isPending = new Uint8Array(count);
      this.pendingCount = 0;
      this.tree.pack();
      return;
    }
    let inRoom = this.pendingCount <= BULK * count;
    for (let i = 0; i < this.pendingCount; i++) {
      const server = this.pending[i]!;
      this.isPending[server] = 0;
      if (inRoom) inRoom = this.tree.move(server);
    }
    this.pendingCount = 0;
    if (!inRoom) this.tree.pack();
  }

  private search(taskLoad: number): void {
    const { floors, grid, nodes } = this.tree;
    const { maximum } = this.bids.terms;
    const { stack, stackBound, stackId } = this;
    grid.locate(taskLoad);
    const { above, below, cell } = grid;
    this.winner = -1;
    this.runnerUp = -1;
    this.lowest = Number.POSITIVE_INFINITY;
    this.second = Number.POSITIVE_INFINITY;
    let depth = 0;
    let node = this.tree.root;
    for (;;) {
      while (node >= 0) {
        let near = NODE * node;
        let far = near + CHILD;
        let nearBound = below * floors[near + cell]! + above * floors[near + cell + 1]!;
        let farBound = below * floors[far + cell]! + above * floors[far + cell + 1]!;
        if (nodes[near + UNIFORM] === 1) nearBound = this.noiseFreeBid(nodes[near + LEAST_ID]!, taskLoad);
        if (nodes[far + UNIFORM] === 1) farBound = this.noiseFreeBid(nodes[far + LEAST_ID]!, taskLoad);
        if (nearBound > maximum) nearBound = maximum;
        if (farBound > maximum) farBound = maximum;
        if (
          farBound < nearBound ||
          (farBound === nearBound && nodes[far + LEAST_ID]! < nodes[near + LEAST_ID]!)
        ) {
          far = near;
          near += CHILD;
          const bound = farBound;
          farBound = nearBound;
          nearBound = bound;
        }
        if (this.matters(farBound, nodes[far + LEAST_ID]!)) {
          stack[depth] = nodes[far + LINK]!;
          stackId[depth] = nodes[far + LEAST_ID]!;
          stackBound[depth++] = farBound;
        }
        if (!this.matters(nearBound, nodes[near + LEAST_ID]!)) break;
        node = nodes[near + LINK]!;
      }
      if (node < 0) this.searchLeaf(~node, taskLoad);
      do {
        if (depth === 0) return;
        node = stack[--depth]!;
      } while (!this.matters(stackBound[depth]!, stackId[depth]!));
    }
  }

  /** Whether a bid of `id` or a later server that is not below `bound` could be one of the two lowest. */
  private matters(bound: number, id: number): boolean {
    return bound < this.second || (bound === this.second && id < this.runnerUp);
  }

  /** The bid formula without noise and clamp, to the last bit. */
  private noiseFreeBid(server: number, taskLoad: number): number {
    const { coefficients } = this.bids;
    const at = STRIDE * server;
    const bid = (coefficients[at + PRESSURE]! + taskLoad) * coefficients[at + RISK_FACTOR]!;
    return bid * coefficients[at + CAPACITY_FACTOR]!;
  }

  private searchLeaf(leaf: number, taskLoad: number): void {
    const { floats, words } = this.tree.slots;
    const { pairNoise, terms } = this.bids;
    const { maximum, noise } = terms;
    let { second } = this;
    const from = SLOT * leaf * LEAF_SLOTS;
    const to = from + SLOT * this.tree.size[leaf]!;
    for (let at = from; at < to; at += SLOT) {
      let bound = floats[at + SLOPE]! * taskLoad + floats[at + INTERCEPT]!;
      if (bound > second && second < maximum) continue;
      const server = words[at + SERVER]!;
      if (noise > 0) bound += noise * pairNoise.of(server) * floats[at + NOISE_FACTOR]!;
      // Above the maximum bids are clamped to it, and the least id wins.
      if (bound > second && (second < maximum || server > this.runnerUp)) continue;
      this.offer(server, this.bids.bid(server, taskLoad));
      second = this.second;
    }
  }

  private offer(server: number, bid: number): void {
    if (bid < this.lowest || (bid === this.lowest && server < this.winner)) {
      this.second = this.lowest;
      this.runnerUp = this.winner;
      this.lowest = bid;
      this.winner = server;
    } else if (bid < this.second || (bid === this.second && server < this.runnerUp)) {
      this.second = bid;
      this.runnerUp = server;
    }
  }
}
