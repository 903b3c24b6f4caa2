/** How the chance of exploring falls from step to step. All in [0, 1]. */
export interface ExplorationTerms {
  readonly initial: number;
  /** What it is multiplied by at each step. */
  readonly decay: number;
  /** It never falls below. */
  readonly least: number;
}

/** A chance of exploring that decays: ε ← max(least, ε · decay). */
export class Exploration {
  /** The chance now. */
  epsilon: number;

  constructor(private readonly terms: ExplorationTerms) {
    this.epsilon = Math.max(terms.least, terms.initial);
  }

  step(): void {
    this.epsilon = Math.max(this.terms.least, this.epsilon * this.terms.decay);
  }
}
