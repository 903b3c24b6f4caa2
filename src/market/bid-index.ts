import type { SelectiveDetermination } from './adaptive.js';
import { CHILD, LEAST_ID, LINK, NODE, UNIFORM } from './bid-nodes.js';
import { INTERCEPT, NOISE_FACTOR, SERVER, SLOPE, SLOT } from './bid-slots.js';
import { BidTree, LEAF_SLOTS } from './bid-tree.js';
import { type BidFunctions, CAPACITY_FACTOR, PRESSURE, RISK_FACTOR, STRIDE } from './bids.js';
import { LowestSearch } from './lowest-search.js';
import type { LowestTwo, OfferedTask } from './winner-determination.js';

/** Where more than this share of the servers has changed, packing anew is cheaper than moving them one by one. */
const BULK = 1 / 8;

/**
 * The two lowest bids without looking at every server, and the same bits as {@link FullScan}: branch and bound over
 * a tree of servers whose neighbours bid alike.
 *
 * Given its state, a server's bid is at least a line in the task's load, so that a node's least slope and least
 * intercept bound the bids of its servers. Below a node whose servers all have the same coefficients the bound is
 * the bid formula itself, which is exact, so that ties are decided by the least id and not one by one. Only a server
 * whose own line stays below the second-lowest bid so far has its bid stated, by the function that the scan uses. Where
 * servers adjust their bids, lines and bounds are those of the least factor, and a leaf's servers are asked together.
 *
 * A change of a server costs O(log N) at the next auction; an auction visits O(log N) nodes without noise and, for
 * bid functions that differ, about √N servers with it. Of servers with equal bid functions and noise, each must be
 * asked for its noise.
 */
export class BidIndex extends LowestSearch implements SelectiveDetermination {
  private readonly tree: BidTree;
  private pending = new Int32Array(0);
  private isPending = new Uint8Array(0);
  private pendingCount = 0;

  /** Children that are yet to be searched, what their bids are not below, and the least id of each. */
  private readonly stack = new Int32Array(256);
  private readonly stackBound = new Float64Array(256);
  private readonly stackId = new Int32Array(256);
  /** 1 where all servers below the child are alike: then the bound is their bid without noise, as it is for the child's own. */
  private readonly stackExact = new Uint8Array(256);
  private depth = 0;

  /** Whether the node that is searched is exact, and its bound. */
  private isExact = false;
  private exactBound = 0;
  /** Servers that the last auction looked at. */
  visited = 0;

  constructor(bids: BidFunctions) {
    super(bids, LEAF_SLOTS);
    this.tree = new BidTree(bids);
  }

  serverChanged(server: number): void {
    if (server >= this.isPending.length || this.isPending[server] === 1) return;
    this.isPending[server] = 1;
    this.pending[this.pendingCount++] = server;
  }

  determine(task: OfferedTask, out: LowestTwo): void {
    this.tree.grid.note(task.load);
    this.takeOverChanges();
    this.begin(task);
    this.search();
    this.tell(out);
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

  private search(): void {
    const { stack, stackBound, stackExact, tree } = this;
    tree.grid.locate(this.taskLoad);
    stack[0] = tree.root;
    stackBound[0] = Number.NEGATIVE_INFINITY;
    stackExact[0] = 0;
    this.visited = 0;
    this.depth = 1;
    while (this.depth > 0) {
      const top = --this.depth;
      if (!this.matters(top)) continue;
      this.isExact = stackExact[top] === 1;
      this.exactBound = stackBound[top]!;
      if (stack[top]! < 0) this.searchLeaf(~stack[top]!);
      else this.searchNode(stack[top]!);
    }
  }

  /** Puts the children of a node that matter on the stack, the one with the lower bound on top. */
  private searchNode(node: number): void {
    const { stackBound, stackId } = this;
    const first = this.depth;
    this.push(NODE * node);
    this.push(NODE * node + CHILD);
    if (this.depth < first + 2) return;
    const second = first + 1;
    const order = stackBound[first]! - stackBound[second]! || stackId[first]! - stackId[second]!;
    if (order < 0) this.swap(first, second);
  }

  /** Puts the child that `place` stands for on the stack if it matters. */
  private push(place: number): void {
    const { grid } = this.tree;
    const { floors, words } = this.tree.nodes;
    const at = this.depth;
    const bound = grid.below * floors[place + grid.cell]! + grid.above * floors[place + grid.cell + 1]!;
    const { maximum } = this.bids;
    // Those who are withdrawn bid nothing, not the maximum.
    this.stackBound[at] = bound < maximum || bound === Number.POSITIVE_INFINITY ? bound : maximum;
    this.stackId[at] = words[place + LEAST_ID]!;
    this.stack[at] = words[place + LINK]!;
    this.stackExact[at] = words[place + UNIFORM]!;
    if (this.stackExact[at] === 1) this.sharpen(at);
    if (this.matters(at)) this.depth++;
  }

  /**
   * Takes the bid formula without noise and with the least factor, to the last bit, for the bound of a child whose
   * servers are all alike.
   */
  private sharpen(at: number): void {
    if (this.isExact) {
      this.stackBound[at] = this.exactBound;
      return;
    }
    const { coefficients, leastFactor, maximum } = this.bids;
    const row = STRIDE * this.stackId[at]!;
    const bid =
      (coefficients[row + PRESSURE]! + this.taskLoad) * coefficients[row + RISK_FACTOR]! * leastFactor;
    const bound = bid * coefficients[row + CAPACITY_FACTOR]!;
    this.stackBound[at] = bound < maximum || bound === Number.POSITIVE_INFINITY ? bound : maximum;
  }

  private swap(one: number, other: number): void {
    const { stack, stackBound, stackExact, stackId } = this;
    const bound = stackBound[one]!;
    const id = stackId[one]!;
    const child = stack[one]!;
    const exact = stackExact[one]!;
    stackBound[one] = stackBound[other]!;
    stackId[one] = stackId[other]!;
    stack[one] = stack[other]!;
    stackExact[one] = stackExact[other]!;
    stackBound[other] = bound;
    stackId[other] = id;
    stack[other] = child;
    stackExact[other] = exact;
  }

  /** Whether a bid below a child on the stack could be one of the two lowest. */
  private matters(at: number): boolean {
    const bound = this.stackBound[at]!;
    return bound < this.second || (bound === this.second && this.stackId[at]! < this.runnerUp);
  }

  private searchLeaf(leaf: number): void {
    const { floats, words } = this.tree.slots;
    const { taskLoad } = this;
    const { adjustment, maximum, pairNoise, terms } = this.bids;
    const { noise } = terms;
    let second = this.second;
    let asked = 0;
    const from = SLOT * leaf * LEAF_SLOTS;
    const to = from + SLOT * this.tree.size[leaf]!;
    this.visited += this.tree.size[leaf]!;
    for (let at = from; at < to; at += SLOT) {
      let bound = floats[at + SLOPE]! * taskLoad + floats[at + INTERCEPT]!;
      if (bound > second && second < maximum) continue;
      const server = words[at + SERVER]!;
      if (noise > 0) bound += noise * pairNoise.of(server) * floats[at + NOISE_FACTOR]!;
      // Above the maximum bids are clamped to it, and the least id wins.
      if (bound > second && (second < maximum || server > this.runnerUp)) continue;
      if (adjustment) {
        this.asked[asked++] = server;
        continue;
      }
      this.offer(server, this.bids.adjustedBid(server, taskLoad, 1));
      second = this.second;
    }
    if (asked > 0) this.offerTogether(asked);
  }
}
