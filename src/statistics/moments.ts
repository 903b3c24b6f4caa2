/** Running mean and standard deviation by Welford's recurrence. */
export class Moments {
  count = 0;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
  }

  /** Population standard deviation; 0 for no values. */
  get standardDeviation(): number {
    return this.count === 0 ? 0 : Math.sqrt(this.squares / this.count);
  }
}
