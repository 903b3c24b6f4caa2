import { extended } from '../engine/columns.js';

/** Lists of parts, linked both ways; a part is in one list at most. All is O(1). */
export class PartLists {
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  /** The list that each part is in; −1 where it is in none. */
  private list = new Int32Array(0);

  /** @param lists - how many there are, numbered from 0 */
  constructor(lists: number) {
    this.head = new Int32Array(lists).fill(-1);
    this.tail = new Int32Array(lists).fill(-1);
  }

  /** First part of a list, −1 where it is empty. */
  first(list: number): number {
    return this.head[list]!;
  }

  /** Last part of a list, −1 where it is empty. */
  last(list: number): number {
    return this.tail[list]!;
  }

  /** The list that a part is in. */
  listOf(part: number): number {
    return this.list[part]!;
  }

  append(list: number, part: number): void {
    this.makeRoomFor(part);
    const last = this.tail[list]!;
    this.next[part] = -1;
    this.previous[part] = last;
    if (last < 0) this.head[list] = part;
    else this.next[last] = part;
    this.tail[list] = part;
    this.list[part] = list;
  }

  prepend(list: number, part: number): void {
    this.makeRoomFor(part);
    const first = this.head[list]!;
    this.previous[part] = -1;
    this.next[part] = first;
    if (first < 0) this.tail[list] = part;
    else this.previous[first] = part;
    this.head[list] = part;
    this.list[part] = list;
  }

  /** Takes a part out of the list that it is in. */
  remove(part: number): void {
    const list = this.list[part]!;
    const before = this.previous[part]!;
    const after = this.next[part]!;
    if (before < 0) this.head[list] = after;
    else this.next[before] = after;
    if (after < 0) this.tail[list] = before;
    else this.previous[after] = before;
    this.list[part] = -1;
  }

  private makeRoomFor(part: number): void {
    if (part < this.list.length) return;
    const rows = Math.max(64, 2 * part);
    this.next = extended(this.next, rows);
    this.previous = extended(this.previous, rows);
    this.list = extended(this.list, rows);
  }
}
