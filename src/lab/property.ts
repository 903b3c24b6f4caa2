import fc from 'fast-check';
import { MechanismFailure } from '../market/mechanism-failure.js';
import type { Counterexample, Measured, Verdict } from './verdict.js';

/** How thoroughly a property is tried. */
export interface CheckTerms {
  /** Cases, ≥ 1. */
  readonly runs: number;
  /** The same seed tries the same cases. A whole number from 0. */
  readonly seed: number;
}

/** Something that all subjects of a kind may or may not have: mechanisms, say, truthfulness. */
export interface Property<Subject> {
  /** What it says, in a line. */
  readonly title: string;
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
  /** Cases to try in the place of one that speaks against the property, the simplest first; each simpler than it. */
  simpler?(subject: Subject, example: Case): Iterable<Case>;
  /** What is estimated besides. */
  measure?(subject: Subject, terms: CheckTerms): Measured[];
}

/** fast-check takes seeds of 32 bits. */
const SEEDS = 2 ** 32;

/** A property that is tried on arbitrary cases and tells the smallest counterexample. */
export function property<Subject, Case>(terms: PropertyTerms<Subject, Case>): Property<Subject> {
  const { title, inapplicable, cases, violation, measure } = terms;
  return {
    title,
    check(subject, check) {
      const why = inapplicable?.(subject);
      if (why !== undefined) return { verdict: 'not-applicable', why };
      const holds = fc.property(cases(subject), (example) => violation(subject, example) === undefined);
      const { failed, counterexample, numRuns } = fc.check(holds, {
        seed: (check.seed % SEEDS) | 0,
        numRuns: check.runs,
      });
      const measured = measure ? { measured: measure(subject, check) } : {};
      if (!failed) return { verdict: 'holds', runs: numRuns, ...measured };
      const found = counterexample && simplest(terms, subject, counterexample[0]);
      if (!found)
        throw new MechanismFailure(
          'the same reports have led to different outcomes: a mechanism must depend on nothing else',
        );
      return { verdict: 'violated', runs: numRuns, counterexample: found, ...measured };
    },
  };
}

/**
 * The counterexample of the simplest case that is found from `example` by steps to simpler ones. fast-check has shrunk it, part by part; what parts have to
 * do with each other only the property knows.
 */
function simplest<Subject, Case>(
  { simpler, violation }: PropertyTerms<Subject, Case>,
  subject: Subject,
  example: Case,
): Counterexample | undefined {
  const found = violation(subject, example);
  if (!found) return undefined;
  for (const next of simpler?.(subject, example) ?? []) {
    if (violation(subject, next))
      return simplest({ simpler, violation } as PropertyTerms<Subject, Case>, subject, next);
  }
  return found;
}
