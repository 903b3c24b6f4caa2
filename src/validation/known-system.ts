import type { z } from 'zod';
import type { Estimate } from '../statistics/estimate.js';

/** What theory says of one number. */
export type Prediction =
  /** The mean of what is observed; where theory is a limit from below, that mean may be up to `bias` above it. */
  | { readonly check: 'mean'; readonly value: number; readonly bias?: number }
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
}

/** A system at one set of parameters. */
export interface Trial {
  readonly system: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly effort: Effort;
  /** By what is predicted. */
  readonly predictions: Readonly<Record<string, Prediction>>;
  /** Observes all that is predicted, by the same names; the same seed observes the same. */
  observe(seed: number): Promise<Readonly<Record<string, Estimate>>>;
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
  observe(
    parameters: z.output<Schema>,
    effort: Effort,
    seed: number,
  ): Readonly<Record<string, Estimate>> | Promise<Readonly<Record<string, Estimate>>>;
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
