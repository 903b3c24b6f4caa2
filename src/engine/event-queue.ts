import TinyQueue from 'tinyqueue';
import { extended } from './columns.js';

/** Slots that a ticket can name: a ticket is slot + SLOTS · generation, exact in a double. */
const SLOTS = 2 ** 26;
/** A power of two: a remainder by it is a mask of bits, and not a division of doubles. */
const GENERATIONS = 2 ** 27;

/**
 * The future-event list: pops in order of (time, priority, sequence), so events of equal time and priority leave
 * in the order in which they were scheduled. An event is a handle into parallel typed arrays; the heap holds
 * numbers and nothing is allocated an event once the arrays have grown. `schedule` and `pop` are O(log n);
 * `cancel` is O(1), the handle leaves the heap when it comes to the top. At most 2²⁶ events at a time.
 */
export class EventQueue {
  /** The event that {@link pop} took off last. */
  time = Number.NaN;
  kind = -1;
  subject = -1;
  /** Time of the event that waits to be popped next; `Infinity` where none does. */
  nextTime = Number.POSITIVE_INFINITY;

  private times = new Float64Array(64);
  private sequences = new Float64Array(64);
  private subjects = new Float64Array(64);
  private priorities = new Uint8Array(64);
  private kinds = new Uint8Array(64);
  private generations = new Uint32Array(64);
  private cancelled = new Uint8Array(64);
  private free = new Int32Array(64);
  private freeCount = 0;
  private used = 0;
  private nextSequence = 0;
  private live = 0;
  private readonly heap = new TinyQueue<number>([], (a, b) => this.compare(a, b));

  /** Events that wait, cancelled ones not counted. */
  get length(): number {
    return this.live;
  }

  /**
   * @param time - not NaN
   * @param priority - 0 to 255; the lower runs first at equal times
   * @param kind - 0 to 255
   * @param subject - any number, handed back by {@link pop}
   * @returns a ticket for {@link cancel}
   * @throws RangeError if `time` is NaN
   */
  schedule(time: number, priority: number, kind: number, subject: number): number {
    if (Number.isNaN(time)) throw new RangeError('an event cannot be scheduled at time NaN');
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.newSlot();
    this.times[slot] = time;
    this.priorities[slot] = priority;
    this.sequences[slot] = this.nextSequence++;
    this.kinds[slot] = kind;
    this.subjects[slot] = subject;
    this.cancelled[slot] = 0;
    this.heap.push(slot);
    this.live++;
    if (time < this.nextTime) this.nextTime = time;
    return slot + SLOTS * this.generations[slot]!;
  }

  /** Takes an event back. Returns false where it has already run or been cancelled. */
  cancel(ticket: number): boolean {
    const slot = ticket % SLOTS;
    const generation = Math.floor(ticket / SLOTS);
    if (slot >= this.used || this.generations[slot] !== generation || this.cancelled[slot] === 1)
      return false;
    this.cancelled[slot] = 1;
    this.live--;
    if (this.heap.peek() === slot) this.lookAhead();
    return true;
  }

  /** Kind of the next event. There must be one. */
  nextKind(): number {
    return this.kinds[this.heap.peek()!]!;
  }

  /** Takes the next event off and writes it to `time`, `kind` and `subject`; false where none waits. */
  pop(): boolean {
    if (this.live === 0) return false;
    const slot = this.heap.pop()!;
    this.time = this.times[slot]!;
    this.kind = this.kinds[slot]!;
    this.subject = this.subjects[slot]!;
    this.live--;
    this.release(slot);
    this.lookAhead();
    return true;
  }

  private compare(a: number, b: number): number {
    const byTime = this.times[a]! - this.times[b]!;
    if (byTime < 0 || byTime > 0) return byTime;
    return this.priorities[a]! - this.priorities[b]! || this.sequences[a]! - this.sequences[b]!;
  }

  /** Brings the next event that was not cancelled to the top of the heap. */
  private lookAhead(): void {
    while (this.heap.length > this.live && this.cancelled[this.heap.peek()!] === 1) {
      this.release(this.heap.pop()!);
    }
    this.nextTime = this.live === 0 ? Number.POSITIVE_INFINITY : this.times[this.heap.peek()!]!;
  }

  /** A new generation makes tickets of the slot's past stale. */
  private release(slot: number): void {
    this.generations[slot] = (this.generations[slot]! + 1) & (GENERATIONS - 1);
    this.free[this.freeCount++] = slot;
  }

  private newSlot(): number {
    if (this.used === SLOTS) throw new RangeError(`more than ${SLOTS} events at a time`);
    if (this.used === this.times.length) this.grow(2 * this.used);
    return this.used++;
  }

  private grow(slots: number): void {
    this.times = extended(this.times, slots);
    this.sequences = extended(this.sequences, slots);
    this.subjects = extended(this.subjects, slots);
    this.priorities = extended(this.priorities, slots);
    this.kinds = extended(this.kinds, slots);
    this.generations = extended(this.generations, slots);
    this.cancelled = extended(this.cancelled, slots);
    this.free = extended(this.free, slots);
  }
}
