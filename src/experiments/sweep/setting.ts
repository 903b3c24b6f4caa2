import { z } from 'zod';
import type { Path } from '../../scenario/scenario-document.js';

/** A value that JSON can hold. */
export type Json = z.core.util.JSONType;

/** Any value: what was read from a file holds no others. */
export const anyValue = z.custom<Json>(() => true);

/** A value of the scenario at a point of a sweep. */
export interface Setting {
  /** In the scenario, in dots. */
  readonly path: string;
  readonly value: Json;
  /** Where the sweep file says so, from its `parameters`. */
  readonly at: Path;
}

/** What is varied, at one point of a sweep. */
export type Point = readonly Setting[];
