import { z } from 'zod';
import { type Design, mostPoints } from '../design.js';
import { anyValue } from '../setting.js';

const schema = z.strictObject({
  design: z.literal('list'),
  points: z.array(z.record(z.string(), anyValue)).min(1).max(mostPoints),
});

/** The points as they are listed, each with values of its own. */
export const list: Design<typeof schema> = {
  schema,
  count: ({ points }) => points.length,
  points: ({ points }) =>
    points.map((point, i) =>
      Object.entries(point).map(([path, value]) => ({ path, value, at: ['points', i, path] })),
    ),
};
