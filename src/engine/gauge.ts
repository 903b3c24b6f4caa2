/**
 * Divides what a meter counts during one event among the parts that run in it: each lap goes to the part that ran
 * since the lap before. What taking a lap adds to the meter is measured in place, by an empty lap, and taken off.
 */
export class Gauge {
  /** Of the event, by part; what the laps added is taken off by {@link close}. */
  readonly values: Float64Array;
  /** Laps taken in the event. */
  laps = 0;
  private readonly lapsOf: Uint32Array;
  /** In arrays, because writing to those allocates nothing. */
  private readonly last = new Float64Array(1);
  private readonly emptyLaps = new Float64Array(3).fill(Number.NaN);
  private opened = 0;
  private fell = false;

  /**
   * @param read - the meter; what it counts grows
   * @param parts - how many parts there are
   */
  constructor(
    private readonly read: () => number,
    parts: number,
  ) {
    // One part more than there are: nothing runs in it.
    this.values = new Float64Array(parts + 1);
    this.lapsOf = new Uint32Array(parts + 1);
  }

  /** What a lap adds to the meter: the median of three, so that one that was interrupted does not count. */
  get overhead(): number {
    const [a, b, c] = this.emptyLaps as unknown as [number, number, number];
    return Number.isNaN(c) ? a : Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** Starts an event. Returns the reading. */
  open(): number {
    const nothing = this.values.length - 1;
    this.values.fill(0);
    this.lapsOf.fill(0);
    this.laps = 0;
    this.fell = false;
    this.last[0] = this.read();
    // The first laps are not like the others: the code that takes them comes from far memory.
    this.lap(nothing);
    this.lap(nothing);
    this.values[nothing] = 0;
    return this.lap(nothing);
  }

  /** Ends a lap of a part. Returns the reading. */
  lap(part: number): number {
    const reading = this.read();
    const spent = reading - this.last[0]!;
    if (spent < 0) this.fell = true;
    this.values[part]! += spent;
    this.lapsOf[part]!++;
    this.laps++;
    this.last[0] = reading;
    return reading;
  }

  /** Ends the event. False where the meter fell, so that the values say nothing. */
  close(): boolean {
    const nothing = this.values.length - 1;
    this.emptyLaps[this.opened++ % 3] = this.values[nothing]!;
    const { overhead } = this;
    for (let part = 0; part < nothing; part++) {
      const laps = this.lapsOf[part]!;
      if (laps > 0) this.values[part]! -= overhead * laps;
    }
    return !this.fell;
  }
}
