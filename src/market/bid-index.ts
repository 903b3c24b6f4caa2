import { BidTree, INTERCEPT, LEAF_SLOTS, LEAST_ID, NODE_STRIDE, SLOPE } from './bid-tree.js';
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
    this.takeOverChanges(taskLoad);
    this.search(taskLoad);
    out.winner = this.winner;
    out.winningBid = this.lowest;
    out.runnerUp = this.runnerUp;
    out.secondPrice = this.runnerUp < 0 ? this.lowest : this.second;
  }

  private takeOverChanges(taskLoad: number): void {
    const { count } = this.bids.bidders;
    if (count !== this.tree.count) {
      this.pending = new Int32Array(count);
      this.isPending = new Uint8Array(count);
      this.pendingCount = 0;
      this.tree.pack(taskLoad);
      return;
    }
    let inRoom = this.pendingCount <= BULK * count;
    for (let i = 0; i < this.pendingCount; i++) {
      const server = this.pending[i]!;
      this.isPending[server] = 0;
      if (inRoom) inRoom = this.tree.move(server);
    }
    this.pendingCount = 0;
    if (!inRoom) this.tree.pack(taskLoad);
  }

  private search(taskLoad: number): void {
    const { tree, stack, stackBound } = this;
    const { leafOf, left, right, minima } = tree;
    this.winner = -1;
    this.runnerUp = -1;
    this.lowest = Number.POSITIVE_INFINITY;
    this.second = Number.POSITIVE_INFINITY;
    let depth = 0;
    let node = 0;
    for (;;) {
      while (leafOf[node]! < 0) {
        let near = left[node]!;
        let far = right[node]!;
        let nearBound = this.bound(near, taskLoad);
        let farBound = this.bound(far, taskLoad);
        if (
          farBound < nearBound ||
          (farBound === nearBound &&
            minima[NODE_STRIDE * far + LEAST_ID]! < minima[NODE_STRIDE * near + LEAST_ID]!)
        ) {
          [near, far, nearBound, farBound] = [far, near, farBound, nearBound];
        }
        if (this.matters(far, farBound)) {
          stack[depth] = far;
          stackBound[depth++] = farBound;
        }
        node = near;
        if (!this.matters(near, nearBound)) break;
      }
      if (leafOf[node]! >= 0) this.searchLeaf(leafOf[node]!, taskLoad);
      do {
        if (depth === 0) return;
        node = stack[--depth]!;
      } while (!this.matters(node, stackBound[depth]!));
    }
  }

  /** Whether a bid below the node, none of which is under `bound`, could be one of the two lowest. */
  private matters(node: number, bound: number): boolean {
    if (bound < this.second) return true;
    return bound === this.second && this.tree.minima[NODE_STRIDE * node + LEAST_ID]! < this.runnerUp;
  }

  /** No bid of a server below the node is lower. */
  private bound(node: number, taskLoad: number): number {
    const { minima, uniform } = this.tree;
    const at = NODE_STRIDE * node;
    let bound = minima[at + SLOPE]! * taskLoad + minima[at + INTERCEPT]!;
    if (uniform[node] === 1) {
      const { coefficients } = this.bids;
      const of = STRIDE * minima[at + LEAST_ID]!;
      bound = (coefficients[of + PRESSURE]! + taskLoad) * coefficients[of + RISK_FACTOR]!;
      bound *= coefficients[of + CAPACITY_FACTOR]!;
    }
    const { maximum } = this.bids.terms;
    return bound < maximum ? bound : maximum;
  }

  private searchLeaf(leaf: number, taskLoad: number): void {
    const { serverIn, slopes, intercepts, size } = this.tree;
    const { maximum } = this.bids.terms;
    const from = leaf * LEAF_SLOTS;
    const to = from + size[leaf]!;
    for (let slot = from; slot < to; slot++) {
      const server = serverIn[slot]!;
      if (slopes[slot]! * taskLoad + intercepts[slot]! > this.second) {
        // Above the maximum bids are clamped to it, and the least id wins.
        if (this.second < maximum || server > this.runnerUp) continue;
      }
      this.offer(server, this.bids.bid(server, taskLoad));
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
