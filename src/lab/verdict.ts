import type { ScenarioInput } from '../scenario/schema.js';

/**
 * What a property was found to be.
 *
 * - `holds`: none of so many cases speaks against it; others may
 * - `violated`: so many cases were tried until one did; the simplest that was found from it
 * - `failed`: so many cases were tried until the subject itself failed; nothing is known of the property
 * - `not-applicable`: it says nothing about the subject
 */
export type Verdict = (
  | { readonly verdict: 'holds'; readonly runs: number }
  | { readonly verdict: 'violated'; readonly runs: number; readonly counterexample: Counterexample }
  | ({ readonly verdict: 'failed'; readonly runs: number } & Failed)
  | { readonly verdict: 'not-applicable'; readonly why: string }
) &
  // Of a property that holds or is violated: after that was known, and it stands.
  Partial<Failed> & {
    /** What was estimated besides, where the property is one of degree. */
    readonly measured?: readonly Measured[];
  };

/** What the subject failed of. */
export interface Failed {
  /** In full: what, and at which reports. */
  readonly failure: string;
  /** What is the same wherever it fails so. */
  readonly fault: string;
}

/** One case that speaks against a property, after shrinking. */
export interface Counterexample {
  /** For people: `server 1 says 2 in place of 1 and gains 1`. */
  readonly words: string;
  /** The case itself, in plain numbers. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** What shows the same in the engine. */
  readonly scenario?: ScenarioInput;
  /** Where a run of that scenario shows it. */
  readonly look?: string;
  /** Why nothing does, where there is no scenario. */
  readonly unreplayable?: string;
}

/** An estimate with its confidence interval. */
export interface Measured {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval. */
  readonly level: number;
  /** How many cases it is a mean of. */
  readonly count: number;
}
