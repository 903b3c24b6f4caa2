import { z } from 'zod';
import { grid } from './designs/grid.js';
import { latinHypercube } from './designs/latin-hypercube.js';
import { list } from './designs/list.js';
import { random } from './designs/random.js';
import { sobol } from './designs/sobol.js';

/** How the points of a sweep can be chosen, by the name that a sweep file gives as `parameters.design`. */
export const designs = { grid, list, random, 'latin-hypercube': latinHypercube, sobol } as const;

type Schema = (typeof designs)[keyof typeof designs]['schema'];

/** `parameters` of a sweep file. */
export const parametersSchema = z.discriminatedUnion(
  'design',
  Object.values(designs).map(({ schema }) => schema) as [Schema, ...Schema[]],
);

export type Parameters = z.output<typeof parametersSchema>;
