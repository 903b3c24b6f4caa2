/** A sum over all events, estimated from some of them. */
export interface Estimate {
  value: number;
  /** Of the estimate; 0 where every event was sampled. */
  standardError: number;
}

/** How much rarer a sample can be than the one before. */
const growth = 2;

/**
 * Chooses which events of one kind are measured, and estimates sums over all of them. An event that is sampled stands
 * for those since the last one, so the choice may become rarer or more frequent on the way. Gaps are drawn, evenly
 * around their mean, so that no rhythm of the run (every tenth auction the first of its round) goes unseen; always
 * the same ones, so that a run is sampled alike where it is measured alike.
 */
export class Sampler {
  /** Number of the next event to sample; the first event is 1. */
  next = 1;
  /** Events sampled. */
  samples = 0;
  private covered = 0;
  private total = 0;
  private stride = 1;
  private state = 1;
  /** Σ w·x, Σ w(w − 1)·x and Σ w(w − 1)·x² by part, and Σ w(w − 1), where a sample of x stands for w events. */
  private readonly sums: Float64Array;
  private readonly linear: Float64Array;
  private readonly squares: Float64Array;
  private pairs = 0;

  /** @param parts - how many values an event has */
  constructor(parts: number) {
    this.sums = new Float64Array(parts);
    this.linear = new Float64Array(parts);
    this.squares = new Float64Array(parts);
  }

  /** Takes the values of the event of that number, one a part in the order of the parts. */
  take(event: number, values: Float64Array): void {
    const weight = event - this.covered;
    const pairs = weight * (weight - 1);
    for (let part = 0; part < this.sums.length; part++) {
      const value = values[part]!;
      if (value === 0) continue;
      this.sums[part]! += weight * value;
      this.total += weight * value;
      this.linear[part]! += pairs * value;
      this.squares[part]! += pairs * value * value;
    }
    this.pairs += pairs;
    this.covered = event;
    this.samples++;
  }

  /**
   * Has the next sample come about `stride` events after that of number `event`. It comes earlier where that is much
   * more than before: one sample that seemed dear, because it was interrupted, does not leave a hole behind it.
   */
  skip(event: number, stride: number): void {
    this.stride = Math.max(1, Math.min(stride, growth * this.stride));
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    this.next = event + 1 + Math.floor((this.state / 2 ** 32) * (2 * this.stride - 1));
  }

  /** The sum of a part's values over `events` events, at least those taken; NaN where that cannot be told. */
  estimate(part: number, events: number): Estimate {
    const scale = events / this.covered;
    const mean = this.sums[part]! / this.covered;
    const variance = this.squares[part]! - 2 * mean * this.linear[part]! + mean * mean * this.pairs;
    const isTelling = this.samples > 1 || events === this.samples;
    return {
      value: scale * this.sums[part]!,
      standardError: isTelling ? scale * Math.sqrt(Math.max(0, variance)) : Number.NaN,
    };
  }

  /** Mean over the events so far of the sum of all parts; 0 before the first. */
  get mean(): number {
    return this.covered === 0 ? 0 : this.total / this.covered;
  }
}
