/** Loads of the grid that are neither 0 nor infinite. */
const KNOTS = 3;
/** Values that describe a function on the grid: at 0, at the knots, and its slope from the last of them on. */
export const FLOORS = KNOTS + 2;

/** No knot is beyond, so that floors stay in the range of single precision. */
const FAR = 1e18;

/**
 * The task loads at which a node of the tree of bids knows the least bid of its servers. A least of straight lines is
 * concave in the load, so that between two loads of the grid the chord is below it, and beyond the last one the
 * least slope. Whatever the cell, the floor at a load is `below · floor[cell] + above · floor[cell + 1]`.
 */
export class LoadGrid {
  /** The cell of the load that was located last, and the weights of the floors at its ends. */
  cell = 0;
  below = 1;
  above = 0;
  /** Mean of the loads that the grid was laid out for. */
  typical = 1;
  readonly knots = new Float64Array(KNOTS);
  private seen = 0;
  private sum = 0;
  private least = Number.POSITIVE_INFINITY;
  private most = 0;

  /** Notes a load that an auction is about. */
  note(load: number): void {
    this.seen++;
    this.sum += load;
    if (load < this.least) this.least = load;
    if (load > this.most) this.most = load;
  }

  /** Lays the grid out anew for the loads noted since the last time: the least, the mean and the greatest. */
  layOut(): void {
    if (this.seen > 0) this.typical = this.sum / this.seen;
    // Of loads that are all alike, or nearly, nothing is known of others.
    const known = this.seen > 0 && this.least < 0.99 * this.typical && this.most > 1.01 * this.typical;
    this.knots[0] = Math.min(FAR, known ? this.least : this.typical / 2);
    this.knots[1] = Math.min(FAR, this.typical);
    this.knots[2] = Math.min(FAR, known ? this.most : this.typical * 2);
    this.seen = 0;
    this.sum = 0;
    this.least = Number.POSITIVE_INFINITY;
    this.most = 0;
  }

  /** Finds the cell of `load` and its weights. */
  locate(load: number): void {
    const { knots } = this;
    let cell = 0;
    while (cell < KNOTS && load > knots[cell]!) cell++;
    const from = cell === 0 ? 0 : knots[cell - 1]!;
    this.cell = cell;
    if (cell === KNOTS) {
      this.below = 1;
      this.above = load - from;
    } else {
      this.above = (load - from) / (knots[cell]! - from);
      // Not 0: a floor may be −Infinity, and 0 times that is no number.
      this.below = Math.max(1 - this.above, Number.MIN_VALUE);
    }
  }

  /** Writes the floors of one line: its values at 0 and at the knots, and its slope. */
  floorsOf(slope: number, intercept: number, out: Float32Array): void {
    const { knots } = this;
    out[0] = intercept;
    out[1] = slope * knots[0]! + intercept;
    out[2] = slope * knots[1]! + intercept;
    out[3] = slope * knots[2]! + intercept;
    out[4] = slope;
  }
}
