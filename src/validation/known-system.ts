import type { z } from 'zod';
import type { Estimate } from '../statistics/estimate.js';

/** What theory says of one number. */
export type Prediction =
  /** The mean of what is observed. */
  | {
      readonly check: 'mean';
      readonly value: number;
      /** Theory knows `value` to within this much on either side; 0 where it is left out. */
      readonly error?: number;
      /**
       * How many events of their own the observation is expected to rest on in all runs together, such as the tasks that wait. Left out
       * where they are many.
       */
      readonly events?: number;
    }
  /** The number itself, to within `tolerance`: nothing about it is random. */
  | { readonly check: 'exact'; readonly value: number; readonly tolerance: number }
  /** A bound that the mean does not exceed. */
  | { readonly check: 'at-most'; readonly value: number };

/** How much is observed; fixed before anything is. */
export interface Effort {
  /** Independent runs. */
  readonly runs: number;
  /** Units that a run observes, after the `warmup` units that it leaves out. */
  readonly length: number;
  readonly warmup: number;
  /** What is counted: tasks, rounds, auctions … */
  readonly unit: string;
  /** Steps of the program that a unit takes, about: events, arms looked at …; 1 where it is left out. */
  readonly steps?: number;
}

/** A trial that needs more steps than this, some minutes, is refused. */
export const mostSteps = 2e8;

/** Steps that all runs take together. */
export const stepsOf = ({ runs, length, warmup, steps = 1 }: Effort): number =>
  runs * (length + warmup) * steps;

/** An estimate of a mean by independent values. */
export interface Observation extends Estimate {
  /** Skewness of the values, of which there is one more than `freedom`; 0 where it is left out. */
  readonly skewness?: number;
}

/** Observations by name; `null` where a run had nothing to observe. */
export type Observed = Readonly<Record<string, Observation | null>>;

/** A system at one set of parameters. */
export interface Trial {
  readonly system: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly effort: Effort;
  /** By what is predicted. */
  readonly predictions: Readonly<Record<string, Prediction>>;
  /**
   * Observes all that is predicted, by the same names; the same seed observes the same. `null` where a run had nothing to observe.
   */
  observe(seed: number): Promise<Observed>;
}

/** A system whose answers are known, for any parameters. */
export interface KnownSystem {
  readonly name: string;
  readonly title: string;
  /** What its parameters may be. */
  readonly parameters: z.ZodObject;
  /** The parameters that it is tried at where none are given; the first are the defaults of those that are left out. */
  readonly cases: readonly Readonly<Record<string, unknown>>[];
  /** @param parameters - as `parameters` accepts them */
  trial(parameters: Readonly<Record<string, unknown>>): Trial;
}

/** What a file of `systems/` tells of a system whose parameters are of type P. */
interface Terms<Schema extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly parameters: Schema;
  readonly cases: readonly [z.input<Schema>, ...z.input<Schema>[]];
  effort(parameters: z.output<Schema>): Effort;
  predict(parameters: z.output<Schema>): Readonly<Record<string, Prediction>>;
  observe(parameters: z.output<Schema>, effort: Effort, seed: number): Observed | Promise<Observed>;
}

/** A known system of these terms. */
export function knownSystem<Schema extends z.ZodObject>(terms: Terms<Schema>): KnownSystem {
  const { name, title, parameters, cases } = terms;
  return {
    name,
    title,
    parameters,
    cases,
    trial(given) {
      const known = parameters.parse(given);
      const effort = terms.effort(known);
      return {
        system: name,
        parameters: known,
        effort,
        predictions: terms.predict(known),
        observe: async (seed) => terms.observe(known, effort, seed),
      };
    },
  };
}
