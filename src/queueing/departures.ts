import { extended } from '../engine/columns.js';
import type { EventSource } from '../engine/event-source.js';

/**
 * When parts will be done: a binary heap by time and, of equal times, in the order in which they were added, with the place of
 * each part in it, so that any can be taken out. O(log n).
 *
 * What is taken from the front leaves its place open until something is added or all is settled: a departure after which the next part begins
 * costs one way down the heap, where a removal and an addition cost one down and one up.
 */
export class Departures {
  /** The heap: time, order and part of each place. */
  private times = new Float64Array(0);
  private orders = new Float64Array(0);
  private parts = new Int32Array(0);
  private length = 0;
  /** Whether the first place is open. */
  private isOpen = false;
  private added = 0;
  /** Where each part is; −1 where it is not. */
  private places = new Int32Array(0);

  /** @param next - is told of the departure that comes first, by {@link settle} */
  constructor(private readonly next: EventSource) {}

  /** Has the source know the first departure: to be called after changes. */
  settle(): void {
    this.close();
    const { length, next } = this;
    if (length > 0) next.subject = this.parts[0]!;
    next.time = length > 0 ? this.times[0]! : Number.POSITIVE_INFINITY;
  }

  /**
   * Adds a part, which must not be there.
   *
   * @throws RangeError if `time` is NaN
   */
  add(part: number, time: number): void {
    if (Number.isNaN(time)) throw new RangeError('a departure cannot be at time NaN');
    if (this.length === this.times.length) this.grow();
    if (part >= this.places.length) this.makeRoomFor(part);
    const order = this.added++;
    if (this.isOpen) {
      this.isOpen = false;
      this.sink(0, time, order, part);
    } else this.rise(this.length++, time, order, part);
  }

  /** Takes out a part, where it is there. */
  remove(part: number): void {
    const place = this.places[part]!;
    if (!(place >= 0)) return;
    this.places[part] = -1;
    // What was first stays in an open place, and is not later than any other.
    if (place > 0) this.fill(place);
    else this.isOpen = true;
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.fill(0);
  }

  /** Moves the last to `place`, and to where it belongs from there. */
  private fill(place: number): void {
    const last = --this.length;
    if (place === last) return;
    const { orders, parts, times } = this;
    const time = times[last]!;
    const order = orders[last]!;
    const part = parts[last]!;
    if (place > 0 && this.isBefore(time, order, (place - 1) >> 1)) this.rise(place, time, order, part);
    else this.sink(place, time, order, part);
  }

  private rise(from: number, time: number, order: number, part: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.isBefore(time, order, parent)) break;
      this.move(parent, place);
      place = parent;
    }
    this.put(place, time, order, part);
  }

  private sink(from: number, time: number, order: number, part: number): void {
    const { length, orders, times } = this;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && this.isBefore(times[child + 1]!, orders[child + 1]!, child)) child++;
      if (this.isBefore(time, order, child)) break;
      this.move(child, place);
      place = child;
    }
    this.put(place, time, order, part);
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from]!, this.orders[from]!, this.parts[from]!);
  }

  private put(place: number, time: number, order: number, part: number): void {
    this.times[place] = time;
    this.orders[place] = order;
    this.parts[place] = part;
    this.places[part] = place;
  }

  private isBefore(time: number, order: number, place: number): boolean {
    const other = this.times[place]!;
    return time < other || (time === other && order < this.orders[place]!);
  }

  private makeRoomFor(part: number): void {
    const from = this.places.length;
    this.places = extended(this.places, Math.max(64, 2 * part)).fill(-1, from);
  }

  private grow(): void {
    const rows = Math.max(64, 2 * this.length);
    this.times = extended(this.times, rows);
    this.orders = extended(this.orders, rows);
    this.parts = extended(this.parts, rows);
  }
}
