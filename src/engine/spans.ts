/** Room for the spans of one event: those of its systems, and the first of its observers'. */
const room = 256;
const roomForNested = 192;

/** What ran from when to when in the event that is being measured. Nothing is allocated by adding. */
export class Spans {
  count = 0;
  readonly parts = new Uint16Array(room);
  readonly begins = new Float64Array(room);
  readonly ends = new Float64Array(room);

  clear(): void {
    this.count = 0;
  }

  /** Adds a span of a system; up to 64 an event find room. */
  add(part: number, begin: number, end: number): void {
    if (this.count === room) return;
    this.parts[this.count] = part;
    this.begins[this.count] = begin;
    this.ends[this.count++] = end;
  }

  /** Adds a span within another: an event may have any number of them, and only the first find room. */
  addNested(part: number, begin: number, end: number): void {
    if (this.count < roomForNested) this.add(part, begin, end);
  }
}
