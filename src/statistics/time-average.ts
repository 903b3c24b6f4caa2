/**
 * The average over time of a quantity that keeps its value between changes: number of tasks, busy servers. Plain sums:
 * for values ≥ 0 and M changes, the relative error is at most (M + 2) · 2⁻⁵³, 10⁻⁷ after 10⁹ changes. O(1), nothing
 * allocated.
 */
export class TimeAverage {
  private area = 0;
  private last: number;
  private value: number;

  /** From `start` on the quantity is `value`. */
  constructor(
    private start = 0,
    value = 0,
  ) {
    this.last = start;
    this.value = value;
  }

  /** The quantity as it is now. */
  get current(): number {
    return this.value;
  }

  /** From `time` on the quantity is `value`. Times never go back. */
  set(time: number, value: number): void {
    this.area += this.value * (time - this.last);
    this.last = time;
    this.value = value;
  }

  /** From `time` on the quantity is larger by `difference`. */
  change(time: number, difference: number): void {
    this.set(time, this.value + difference);
  }

  /** Forgets all before `time`, the end of the warm-up; the quantity stays what it is. */
  restart(time: number): void {
    this.area = 0;
    this.start = time;
    this.last = time;
  }

  /** ∫ quantity dt from the start to `time`, which is not before the last change. */
  integral(time: number): number {
    return this.area + this.value * (time - this.last);
  }

  /** The average from the start to `time`; `NaN` where no time has passed. */
  average(time: number): number {
    return this.integral(time) / (time - this.start);
  }
}
