/** A quantile of the last so many whole numbers. O(size) to add one, with a small constant; O(1) to ask. */
export class RecentQuantile {
  private readonly recent: Int32Array;
  private readonly sorted: Int32Array;
  private noted = 0;

  /**
   * @param size - numbers that count, ≥ 1
   * @param share - in [0, 1]
   */
  constructor(
    private readonly size: number,
    private readonly share: number,
  ) {
    this.recent = new Int32Array(size);
    this.sorted = new Int32Array(size);
  }

  /** The least of the numbers that at least `share` of them do not exceed; `Infinity` where there are none. */
  get value(): number {
    const count = Math.min(this.noted, this.size);
    if (count === 0) return Number.POSITIVE_INFINITY;
    return this.sorted[Math.max(0, Math.ceil(this.share * count) - 1)]!;
  }

  add(number: number): void {
    const { recent, size, sorted } = this;
    const at = this.noted % size;
    // The place that gets free: that of the oldest, or the first unused one.
    let place = this.noted < size ? this.noted : sorted.indexOf(recent[at]!);
    const last = Math.min(this.noted, size - 1);
    for (; place > 0 && sorted[place - 1]! > number; place--) sorted[place] = sorted[place - 1]!;
    for (; place < last && sorted[place + 1]! < number; place++) sorted[place] = sorted[place + 1]!;
    sorted[place] = number;
    recent[at] = number;
    this.noted++;
  }
}
