/** Servers and their lines in parallel, so that selection reads and moves neighbours only. */
export class BidLines {
  constructor(
    readonly server: Int32Array,
    readonly slope: Float64Array,
    readonly intercept: Float64Array,
  ) {}

  /** Hoare's quickselect: the entry at `place` becomes what sorting `low..high` would put there. */
  select(onSlope: boolean, from: number, to: number, place: number): void {
    const key = onSlope ? this.slope : this.intercept;
    let low = from;
    let high = to;
    while (high > low) {
      const pivot = key[(low + high) >> 1]!;
      let i = low;
      let j = high;
      while (i <= j) {
        while (key[i]! < pivot) i++;
        while (key[j]! > pivot) j--;
        if (i <= j) this.swap(i++, j--);
      }
      if (place <= j) high = j;
      else if (place >= i) low = i;
      else return;
    }
  }

  private swap(i: number, j: number): void {
    const server = this.server[i]!;
    const slope = this.slope[i]!;
    const intercept = this.intercept[i]!;
    this.server[i] = this.server[j]!;
    this.slope[i] = this.slope[j]!;
    this.intercept[i] = this.intercept[j]!;
    this.server[j] = server;
    this.slope[j] = slope;
    this.intercept[j] = intercept;
  }
}

/** Largest less smallest of the finite `values[from..to)`; withdrawn servers, at infinity, do not count. */
export function spread(values: Float64Array, from: number, to: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high && value < Number.POSITIVE_INFINITY) high = value;
  }
  return high - low;
}
