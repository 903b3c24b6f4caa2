import { extended } from '../engine/columns.js';

/**
 * Pairing heaps (Fredman, Sedgewick, Sleator and Tarjan, 1986) whose nodes are rows: a row is in one heap at most. Least key
 * first, then the row that came in first. `insert` and `first` are O(1), `remove` is O(log n) amortised.
 */
export class PairingHeaps {
  private readonly root: Int32Array;
  private keys = new Float64Array(0);
  private order = new Float64Array(0);
  private child = new Int32Array(0);
  /** The next child of the same parent. */
  private next = new Int32Array(0);
  /** The child before it, or its parent where it is the first; −1 at the root. */
  private previous = new Int32Array(0);
  private inserted = 0;

  /** @param heaps - how many there are, numbered from 0 */
  constructor(heaps: number) {
    this.root = new Int32Array(heaps).fill(-1);
  }

  /** The row with the least key; −1 where the heap is empty. */
  first(heap: number): number {
    return this.root[heap]!;
  }

  key(row: number): number {
    return this.keys[row]!;
  }

  /** All rows of a heap, in no order to rely on. O(rows). */
  rows(heap: number): number[] {
    const found: number[] = [];
    const open = [this.root[heap]!];
    for (let row = open.pop()!; row >= 0; row = open.pop() ?? -1) {
      found.push(row);
      for (let child = this.child[row]!; child >= 0; child = this.next[child]!) open.push(child);
    }
    return found;
  }

  insert(heap: number, row: number, key: number): void {
    this.makeRoomFor(row);
    this.keys[row] = key;
    this.order[row] = this.inserted++;
    this.child[row] = -1;
    this.next[row] = -1;
    this.previous[row] = -1;
    this.root[heap] = this.meld(this.root[heap]!, row);
  }

  /** Takes a row out of the heap that it is in. */
  remove(heap: number, row: number): void {
    const rest = this.meldChildren(row);
    if (this.root[heap] === row) {
      this.root[heap] = rest;
      return;
    }
    const before = this.previous[row]!;
    const after = this.next[row]!;
    if (this.child[before] === row) this.child[before] = after;
    else this.next[before] = after;
    if (after >= 0) this.previous[after] = before;
    this.root[heap] = this.meld(this.root[heap]!, rest);
  }

  /** Makes one heap of two, either of which may be −1, and returns its root. */
  private meld(one: number, other: number): number {
    if (one < 0) return other;
    if (other < 0) return one;
    const [least, most] = this.precedes(one, other) ? [one, other] : [other, one];
    const first = this.child[least]!;
    this.next[most] = first;
    if (first >= 0) this.previous[first] = most;
    this.previous[most] = least;
    this.child[least] = most;
    return least;
  }

  private precedes(one: number, other: number): boolean {
    const a = this.keys[one]!;
    const b = this.keys[other]!;
    return a < b || (a === b && this.order[one]! < this.order[other]!);
  }

  /** Melds the children of a row in two passes: in pairs from the first, then all from the last. */
  private meldChildren(row: number): number {
    let pairs = -1;
    for (let one = this.child[row]!; one >= 0; ) {
      const other = this.next[one]!;
      const rest = other < 0 ? -1 : this.next[other]!;
      this.detach(one);
      if (other >= 0) this.detach(other);
      const pair = this.meld(one, other);
      // Pairs are stacked through `next`.
      this.next[pair] = pairs;
      pairs = pair;
      one = rest;
    }
    let root = -1;
    while (pairs >= 0) {
      const rest = this.next[pairs]!;
      this.detach(pairs);
      root = this.meld(root, pairs);
      pairs = rest;
    }
    this.child[row] = -1;
    return root;
  }

  private detach(row: number): void {
    this.next[row] = -1;
    this.previous[row] = -1;
  }

  private makeRoomFor(row: number): void {
    if (row < this.keys.length) return;
    const rows = Math.max(64, 2 * row);
    this.keys = extended(this.keys, rows);
    this.order = extended(this.order, rows);
    this.child = extended(this.child, rows);
    this.next = extended(this.next, rows);
    this.previous = extended(this.previous, rows);
  }
}
