/**
 * Samples of a quantity over a run of any length in bounded memory: the first, then every s-th, and the last. The
 * stride s starts at 1 and doubles whenever more than `limit` samples would be kept, so at least half of `limit` are.
 */
export class ThinnedSeries<Sample> {
  readonly #limit: number;
  #kept: Sample[] = [];
  #stride = 1;
  #seen = 0;
  #last: Sample | undefined;

  /** `limit`: how many samples at most, an even number ≥ 2; the last sample may come on top. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(sample: Sample): void {
    if (this.#seen % this.#stride === 0) {
      if (this.#kept.length === this.#limit) {
        this.#kept = this.#kept.filter((_, position) => position % 2 === 0);
        this.#stride *= 2;
      }
      this.#kept.push(sample);
    }
    this.#seen++;
    this.#last = sample;
  }

  /** How many samples one kept sample stands for. */
  get stride(): number {
    return this.#stride;
  }

  /** What was kept, in order. */
  get samples(): Sample[] {
    const { length } = this.#kept;
    return length === 0 || this.#kept[length - 1] === this.#last ? this.#kept : [...this.#kept, this.#last!];
  }
}
