import { z } from 'zod';
import type { Design } from '../design.js';
import { anyValue, type Point } from '../setting.js';

const schema = z.strictObject({
  design: z.literal('grid'),
  of: z.record(z.string(), z.array(anyValue).min(1)),
});

/** Every combination of the listed values; the last parameter varies fastest. */
export const grid: Design<typeof schema> = {
  schema,
  count: ({ of }) => Object.values(of).reduce((product, { length }) => product * length, 1),
  points: ({ of }) =>
    Object.entries(of).reduce<Point[]>(
      (points, [path, values]) =>
        points.flatMap((point) =>
          values.map((value, i): Point => [...point, { path, value, at: ['of', path, i] }]),
        ),
      [[]],
    ),
};
