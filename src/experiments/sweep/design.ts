import { z } from 'zod';
import { whole } from '../../scenario/quantities.js';
import { type Range, rangeSchema, valueAt } from './range.js';
import type { Point } from './setting.js';

/** Points of a sweep. */
export const mostPoints = 100_000;

/** A way to choose the points of a sweep. */
export interface Design<Schema extends z.ZodObject> {
  /** Of `parameters`, where they name this design. */
  readonly schema: Schema;
  /** How many points there will be. */
  count(terms: z.output<Schema>): number;
  /** @param seed - of what the design draws */
  points(terms: z.output<Schema>, seed: number): Point[];
}

/** The terms of a design that fills ranges with so many points. */
export function rangesSchema<Name extends string>(name: Name, most: number) {
  return z.strictObject({
    design: z.literal(name),
    points: whole(1, mostPoints),
    of: z
      .record(z.string(), rangeSchema)
      .refine((of) => Object.keys(of).length > 0, 'names no parameter')
      .refine((of) => Object.keys(of).length <= most, `takes ${most} parameters at most`),
  });
}

/** A design that fills ranges, given the shares of them that the points take. */
export function fillingDesign<Name extends string>(
  name: Name,
  /** A row a point, a number of [0, 1) a parameter; paths of these are in their order. */
  shares: (points: number, paths: readonly string[], seed: number) => number[][],
  /** Parameters that it takes, at most. */
  most = 100,
): Design<ReturnType<typeof rangesSchema<Name>>> {
  return {
    schema: rangesSchema(name, most),
    count: ({ points }) => points,
    points({ points, of }, seed) {
      const ranges = Object.entries<Range>(of as Record<string, Range>);
      const paths = ranges.map(([path]) => path);
      return shares(points, paths, seed).map((row) =>
        ranges.map(([path, range], i) => ({ path, value: valueAt(range, row[i]!), at: ['of', path] })),
      );
    },
  };
}
