import type { Problem } from '../input/input-error.js';

/** Keys and list indices from the root of a scenario to one of its values. */
export type Path = readonly PropertyKey[];

/** Where an input is written. */
export type Place = Pick<Problem, 'file' | 'line' | 'column'>;

/** A scenario as it was written, not yet checked, that knows the place of each of its values. */
export interface ScenarioDocument {
  readonly value: unknown;
  /** The place of a value; where there is none, the key of the innermost mapping that should hold it. */
  placeOf(path: Path): Place;
  /** The place of the key of a value. */
  placeOfKey(path: Path): Place;
}

/** The document of a value that a program wrote: nothing in it has a place. */
export function plainDocument(value: unknown): ScenarioDocument {
  return { value, placeOf: () => ({}), placeOfKey: () => ({}) };
}
