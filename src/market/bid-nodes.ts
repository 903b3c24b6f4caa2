import { type BidSlots, INTERCEPT, SLOPE, SLOT } from './bid-slots.js';
import { type BidFunctions, STRIDE } from './bids.js';
import { FLOORS, type LoadGrid } from './load-grid.js';

/**
 * What a node knows of a child, in 32-bit words: the floors of its servers' bids on the grid of loads, then these
 * three. A node is what it knows of its left child and of its right child: 64 bytes, one cache line.
 */
export const CHILD = 8;
export const NODE = 2 * CHILD;
/** Least id below the child; {@link NOBODY} where there is none. */
export const LEAST_ID = FLOORS;
/** The child: a node, or a leaf as its complement (`~leaf`). */
export const LINK = FLOORS + 1;
/** 1 where all servers below the child have the very same coefficients, and there are some. */
export const UNIFORM = FLOORS + 2;

const NOBODY = 2 ** 31 - 1;

/** What the nodes of a tree of bids know of their children: bounds of the bids below, in places of CHILD words each. */
export class BidNodes {
  /** Two views of the nodes, NODE words each. */
  readonly floors: Float32Array;
  readonly words: Int32Array;
  /** Floors that are being worked out. */
  private readonly floor = new Float32Array(FLOORS);

  constructor(
    count: number,
    private readonly bids: BidFunctions,
    private readonly grid: LoadGrid,
  ) {
    this.floors = new Float32Array(count * NODE);
    this.words = new Int32Array(this.floors.buffer);
  }

  /** Whether all servers below the child have the very same coefficients. */
  isUniform(place: number): boolean {
    return this.words[place + UNIFORM] === 1;
  }

  /** Whether the server in a slot below a child has the least of anything there. */
  hasLeast(place: number, slots: BidSlots, slot: number): boolean {
    if (this.words[place + LEAST_ID] === slots.serverIn(slot)) return true;
    this.floorsIn(slots, slot);
    for (let i = 0; i < FLOORS; i++) if (this.floor[i]! <= this.floors[place + i]!) return true;
    return false;
  }

  /** Takes in the server of a slot that has joined a leaf of others unlike it; returns whether a bound has fallen. */
  lower(place: number, slots: BidSlots, slot: number): boolean {
    const server = slots.serverIn(slot);
    let fallen = server < this.words[place + LEAST_ID]!;
    if (fallen) this.words[place + LEAST_ID] = server;
    this.floorsIn(slots, slot);
    for (let i = 0; i < FLOORS; i++) {
      const floor = this.floor[i]!;
      if (floor >= this.floors[place + i]!) continue;
      this.floors[place + i] = floor;
      fallen = true;
    }
    return fallen;
  }

  /** Reads the slots `from..to` of a leaf anew; returns whether anything is other than it was. */
  refreshLeaf(place: number, slots: BidSlots, from: number, to: number): boolean {
    let id = NOBODY;
    let uniform = to > from;
    this.leastFloors(slots, from, to);
    for (let slot = from; slot < to; slot++) {
      const server = slots.serverIn(slot);
      if (server < id) id = server;
      uniform &&= slots.sameLine(from, slot);
    }
    for (let slot = from; uniform && slot < to; slot++) {
      uniform = this.sameCoefficients(id, slots.serverIn(slot));
    }
    return this.write(place, id, uniform);
  }

  /** Reads the children of a node anew into the `place` that stands for it; returns whether anything is other than it was. */
  refreshNode(node: number, place: number): boolean {
    const { floor, floors, words } = this;
    const left = NODE * node;
    const right = left + CHILD;
    floor[0] = least(floors[left]!, floors[right]!);
    floor[1] = least(floors[left + 1]!, floors[right + 1]!);
    floor[2] = least(floors[left + 2]!, floors[right + 2]!);
    floor[3] = least(floors[left + 3]!, floors[right + 3]!);
    floor[4] = least(floors[left + 4]!, floors[right + 4]!);
    const l = words[left + LEAST_ID]!;
    const r = words[right + LEAST_ID]!;
    return this.write(place, least(l, r), this.alike(left, l, right, r));
  }

  /** Writes the floors of the one server in a slot to `floor`. */
  private floorsIn(slots: BidSlots, slot: number): void {
    const { floats } = slots;
    const at = SLOT * slot;
    this.grid.floorsOf(floats[at + SLOPE]!, floats[at + INTERCEPT]!, this.floor);
  }

  /** Writes the floors of the servers in the slots `from..to` to `floor`. */
  private leastFloors({ floats }: BidSlots, from: number, to: number): void {
    const { floor, grid } = this;
    const first = grid.knots[0]!;
    const second = grid.knots[1]!;
    const third = grid.knots[2]!;
    let atZero = Number.POSITIVE_INFINITY;
    let atFirst = Number.POSITIVE_INFINITY;
    let atSecond = Number.POSITIVE_INFINITY;
    let atThird = Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (let at = SLOT * from; at < SLOT * to; at += SLOT) {
      const slope = floats[at + SLOPE]!;
      const intercept = floats[at + INTERCEPT]!;
      if (intercept < atZero) atZero = intercept;
      if (slope * first + intercept < atFirst) atFirst = slope * first + intercept;
      if (slope * second + intercept < atSecond) atSecond = slope * second + intercept;
      if (slope * third + intercept < atThird) atThird = slope * third + intercept;
      if (slope < least) least = slope;
    }
    floor[0] = atZero;
    floor[1] = atFirst;
    floor[2] = atSecond;
    floor[3] = atThird;
    floor[4] = least;
  }

  /** Whether all servers below two children have the very same coefficients. */
  private alike(left: number, leastLeft: number, right: number, leastRight: number): boolean {
    const l = this.words[left + UNIFORM] === 1;
    const r = this.words[right + UNIFORM] === 1;
    if (l && r) return this.sameCoefficients(leastLeft, leastRight);
    return (l && leastRight === NOBODY) || (r && leastLeft === NOBODY);
  }

  private sameCoefficients(one: number, other: number): boolean {
    if (this.bids.shading) return false;
    const { coefficients } = this.bids;
    for (let i = 0; i < STRIDE; i++) {
      if (coefficients[STRIDE * one + i] !== coefficients[STRIDE * other + i]) return false;
    }
    return true;
  }

  /** Writes what is known of a child, its floors being in `floor`, and returns whether it was something else. */
  private write(place: number, id: number, uniform: boolean): boolean {
    const { floor, floors, words } = this;
    let changed = words[place + LEAST_ID] !== id || words[place + UNIFORM] !== 0;
    words[place + LEAST_ID] = id;
    for (let i = 0; i < FLOORS; i++) {
      if (floors[place + i] !== floor[i]) changed = true;
      floors[place + i] = floor[i]!;
    }
    words[place + UNIFORM] = uniform ? 1 : 0;
    // A uniform child is bounded by the coefficients of its least id, which may have changed under the same floors.
    return changed || uniform;
  }
}

function least(a: number, b: number): number {
  return a < b ? a : b;
}
