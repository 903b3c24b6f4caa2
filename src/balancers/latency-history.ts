import { instant } from '../engine/decimal-time.js';

/** Classes of how many tasks a task found: 0 to 7 by themselves, then by doubling up to 1024 and more. */
export const FOUND_CLASSES = 16;

/**
 * What servers remember of the latencies of their tasks: the last few of each class of tasks found, so that a server whose
 * queue has changed still knows what it was like before. A class without a recent latency is forgotten, or a server that was
 * slow once and is avoided since could never do better. 128 · size + 192 bytes a server, O(1) to add one.
 */
export class LatencyHistory {
  /** The rows of class c of server s begin at (s · classes + c) · size and are used in turn. */
  private readonly latencies: Float64Array;
  /** Latencies noted in each class of each server. */
  private readonly noted: Uint32Array;
  /** When the last of each class was noted. */
  private readonly notedAt: Float64Array;
  private readonly ordered: Float64Array;

  /**
   * @param size - latencies that a server remembers of each class, ≥ 1
   * @param recent - time after which a class is forgotten if nothing is added to it
   */
  constructor(
    servers: number,
    private readonly size: number,
    private readonly recent: number,
  ) {
    this.latencies = new Float64Array(servers * FOUND_CLASSES * size);
    this.noted = new Uint32Array(servers * FOUND_CLASSES);
    this.notedAt = new Float64Array(servers * FOUND_CLASSES).fill(Number.NEGATIVE_INFINITY);
    this.ordered = new Float64Array(size);
  }

  /** @param found - tasks that were there when the task came */
  add(server: number, time: number, latency: number, found: number): void {
    const entry = server * FOUND_CLASSES + classOf(found);
    this.notedAt[entry] = time;
    this.latencies[entry * this.size + (this.noted[entry]!++ % this.size)] = latency;
  }

  /**
   * The latency that `server` expects of a task that finds `tasks` there: the median of what it remembers of their class, or
   * else of the nearest class of which it remembers something, the lower of two; 0 where it remembers nothing.
   * O(classes + size²).
   */
  estimate(server: number, time: number, tasks: number): number {
    const from = server * FOUND_CLASSES;
    const own = classOf(tasks);
    const since = instant(time - this.recent);
    for (let distance = 0; distance < FOUND_CLASSES; distance++) {
      const below = own - distance;
      const above = own + distance;
      if (below >= 0 && this.notedAt[from + below]! >= since) return this.median(from + below);
      if (above < FOUND_CLASSES && this.notedAt[from + above]! >= since) return this.median(from + above);
    }
    return 0;
  }

  private median(entry: number): number {
    const { latencies, ordered, size } = this;
    const count = Math.min(this.noted[entry]!, size);
    for (let i = 0; i < count; i++) {
      const latency = latencies[entry * size + i]!;
      let place = i;
      for (; place > 0 && ordered[place - 1]! > latency; place--) ordered[place] = ordered[place - 1]!;
      ordered[place] = latency;
    }
    return (ordered[(count - 1) >> 1]! + ordered[count >> 1]!) / 2;
  }
}

function classOf(found: number): number {
  return found < 8 ? found : Math.min(FOUND_CLASSES - 1, 36 - Math.clz32(found));
}
