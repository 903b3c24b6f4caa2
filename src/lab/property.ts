import fc from 'fast-check';
import type { Reduction } from './reduction.js';
import { Trial } from './trial.js';
import type { Counterexample, Measured, Verdict } from './verdict.js';

/** How thoroughly a property is tried. */
export interface CheckTerms {
  /** Cases, ≥ 1. */
  readonly runs: number;
  /** The same seed tries the same cases. A whole number from 0. */
  readonly seed: number;
  /** Told of each counterexample as it is found, and of each simpler one. */
  onFound?(counterexample: Counterexample): void;
}

/** Something that all subjects of a kind may or may not have: mechanisms, say, truthfulness. */
export interface Property<Subject> {
  /** What it says, in a line. */
  readonly title: string;
  /** Tries it. What a subject throws is part of the verdict. */
  check(subject: Subject, terms: CheckTerms): Verdict;
}

/** What makes a property. */
export interface PropertyTerms<Subject, Case> {
  readonly title: string;
  /** Why it says nothing about the subject; undefined where it does. */
  inapplicable?(subject: Subject): string | undefined;
  /** What it is tried on. What shrinks best is what a person would call the simplest case. */
  cases(subject: Subject): fc.Arbitrary<Case>;
  /** What speaks against the property in this case; undefined where nothing does. */
  violation(subject: Subject, example: Case): Counterexample | undefined;
  /**
   * Tries cases that are simpler than the best of `reduction`, the simplest first. It is called again as long as one of them
   * speaks against the property: at most {@link MOST_EVALUATIONS} cases are looked at.
   */
  simplify?(subject: Subject, reduction: Reduction<Case>): void;
  /** What is estimated besides. */
  measure?(subject: Subject, terms: CheckTerms): Measured[];
}

/** fast-check takes seeds of 32 bits. */
const SEEDS = 2 ** 32;

/** A property that is tried on arbitrary cases and tells the simplest counterexample that it finds. */
export function property<Subject, Case>(terms: PropertyTerms<Subject, Case>): Property<Subject> {
  const { title, inapplicable, cases, violation, simplify, measure } = terms;
  return {
    title,
    check(subject, check) {
      const why = inapplicable?.(subject);
      if (why !== undefined) return { verdict: 'not-applicable', why };
      const trial = new Trial((example: Case) => violation(subject, example), check.onFound);
      // fast-check makes a case simpler part by part. What parts have to do with each other only the property knows.
      const { numRuns: runs } = fc.check(
        fc.property(cases(subject), (example) => trial.holds(example)),
        { seed: (check.seed % SEEDS) | 0, numRuns: check.runs },
      );
      if (trial.counterexample && simplify) trial.reduce((reduction) => simplify(subject, reduction));
      let measured: Measured[] | undefined;
      const isMeasured = measure && (trial.counterexample || trial.failure === undefined);
      if (isMeasured) trial.guard(() => (measured = measure(subject, check)));
      return { ...verdictOf(trial, runs), ...(measured && { measured }) };
    },
  };
}

function verdictOf<Case>({ counterexample, failure }: Trial<Case>, runs: number): Verdict {
  if (counterexample) return { verdict: 'violated', runs, counterexample, ...failure };
  if (failure === undefined) return { verdict: 'holds', runs };
  return { verdict: 'failed', runs, ...failure };
}
