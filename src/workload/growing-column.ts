/** A column of numbers that grows by doubling: O(1) amortised a value, 8 to 16 bytes each. */
export class GrowingColumn {
  private values = new Float64Array(1024);
  private size = 0;

  get length(): number {
    return this.size;
  }

  push(value: number): void {
    if (this.size === this.values.length) {
      const larger = new Float64Array(2 * this.size);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.size++] = value;
  }

  /** A copy of the values so far. */
  toArray(): Float64Array {
    return this.values.slice(0, this.size);
  }
}
