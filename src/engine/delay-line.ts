import { extended } from './columns.js';
import { instant } from './decimal-time.js';

/**
 * News on its way: what goes in at one time comes out `delay` later, in the order in which it went in. A ring of typed
 * arrays that grows by doubling: O(1) amortised an item, nothing is allocated an item once the ring has grown.
 */
export class DelayLine {
  /** The item that {@link take} took off last, and when it arrived. */
  time = Number.NaN;
  kind = -1;
  server = -1;
  count = -1;
  value = Number.NaN;

  /** When each item arrives. */
  private times = new Float64Array(64);
  private kinds = new Uint8Array(64);
  private servers = new Int32Array(64);
  private counts = new Int32Array(64);
  private values = new Float64Array(64);
  private head = 0;
  private length = 0;

  /** @param delay - ≥ 0 */
  constructor(private readonly delay: number) {}

  /**
   * @param time - no earlier than that of the item before
   * @param kind - 0 to 255, with `server`, `count` and `value` handed back by {@link take}
   */
  put(time: number, kind: number, server: number, count: number, value: number): void {
    if (this.length === this.times.length) this.grow();
    const at = (this.head + this.length++) & (this.times.length - 1);
    this.times[at] = instant(time + this.delay);
    this.kinds[at] = kind;
    this.servers[at] = server;
    this.counts[at] = count;
    this.values[at] = value;
  }

  /** Takes the next item off if it has arrived by `now`: its time + delay ≤ `now`. False where none has. */
  take(now: number): boolean {
    const { head } = this;
    if (this.length === 0 || this.times[head]! > now) return false;
    this.time = this.times[head]!;
    this.kind = this.kinds[head]!;
    this.server = this.servers[head]!;
    this.count = this.counts[head]!;
    this.value = this.values[head]!;
    this.head = (head + 1) & (this.times.length - 1);
    this.length--;
    return true;
  }

  private grow(): void {
    this.times = this.unrolled(this.times);
    this.kinds = this.unrolled(this.kinds);
    this.servers = this.unrolled(this.servers);
    this.counts = this.unrolled(this.counts);
    this.values = this.unrolled(this.values);
    this.head = 0;
  }

  /** Twice as long, the items from the head on first. */
  private unrolled<T extends Float64Array | Int32Array | Uint8Array>(ring: T): T {
    const line = extended(ring.subarray(this.head) as T, 2 * ring.length);
    line.set(ring.subarray(0, this.head), ring.length - this.head);
    return line;
  }
}
