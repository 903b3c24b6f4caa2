import type { ScenarioInput } from '../scenario/schema.js';

/** What a property was found to be: of so many cases tried, none or the smallest that speaks against it. */
export type Verdict = (
  | { readonly verdict: 'holds'; readonly runs: number }
  | { readonly verdict: 'violated'; readonly runs: number; readonly counterexample: Counterexample }
  | { readonly verdict: 'not-applicable'; readonly why: string }
) & {
  /** What was estimated besides, where the property is one of degree. */
  readonly measured?: readonly Measured[];
};

/** One case that speaks against a property, after shrinking. */
export interface Counterexample {
  /** For people: `server 1 says 2 in place of 1 and gains 1`. */
  readonly words: string;
  /** The case itself, in plain numbers. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** What shows the same in the engine. */
  readonly scenario?: ScenarioInput;
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
