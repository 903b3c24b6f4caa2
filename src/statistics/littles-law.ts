/** What became of Little's law over a window of time; all null where that has no length. */
export interface LittlesLaw {
  /** L, the average over time of the tasks in the system. */
  readonly number: number | null;
  /** λ, tasks that left a time unit. */
  readonly throughput: number | null;
  /** W, the mean sojourn of the tasks that left; null where none did. */
  readonly sojourn: number | null;
  /**
   * (L − λW) / L: what the tasks at either end of the window make of it, and nothing else; it falls as 1 / length. null
   * where the system was empty.
   */
  readonly gap: number | null;
  /** |∫ N dt − Σ time in the window| / ∫ N dt: rounding, about 10⁻¹², or tasks that were not accounted for. */
  readonly error: number | null;
}

/**
 * Holds the tasks of a window against the time average of their number. Little's law L = λW (Little 1961) is the limit of
 * an identity that holds on every path of every window: the integral of the number of tasks is the sum of what each spent
 * in it (Stidham 1974). So what this finds beyond rounding is a fault, whatever system it is.
 */
export class LittlesLawCheck {
  private within = 0;
  private sojourns = 0;
  private left = 0;

  /** @param from - the start of the window: 0, or the end of the warm-up */
  constructor(private from = 0) {}

  /** Starts the window anew at `time`; tasks that are in the system stay to be told. */
  restart(time: number): void {
    this.from = time;
    this.within = 0;
    this.sojourns = 0;
    this.left = 0;
  }

  /** A task that arrived at `arrival`, be it before the window, leaves at `departure` in it. */
  departed(arrival: number, departure: number): void {
    this.within += departure - Math.max(arrival, this.from);
    this.sojourns += departure - arrival;
    this.left++;
  }

  /** A task is still there at the end of the window. To be told once of each, before {@link check}. */
  remains(arrival: number, end: number): void {
    this.within += end - Math.max(arrival, this.from);
  }

  /** @param integral - ∫ N dt over the window, from a count of its own */
  check(integral: number, end: number): LittlesLaw {
    const length = end - this.from;
    if (!(length > 0)) return { number: null, throughput: null, sojourn: null, gap: null, error: null };
    const number = integral / length;
    return {
      number,
      throughput: this.left / length,
      sojourn: this.left > 0 ? this.sojourns / this.left : null,
      gap: number === 0 ? null : (number - this.sojourns / length) / number,
      error:
        this.within === integral ? 0 : Math.abs(integral - this.within) / Math.max(integral, this.within),
    };
  }
}
