import { z } from 'zod';
import { signed } from '../../scenario/quantities.js';
import { anyValue, type Json } from './setting.js';

const between = z
  .strictObject({
    from: signed,
    to: signed,
    scale: z.enum(['linear', 'log']).default('linear').describe('log: equal ratios are equally likely'),
    whole: z.boolean().default(false).describe('whole numbers, both ends among them'),
  })
  .refine(({ from, to }) => from < to, 'from must be below to')
  .refine(
    ({ from, to, whole }) => !whole || Math.ceil(from) <= Math.floor(to),
    'there is no whole number from from to to',
  )
  .refine(({ from, scale }) => scale === 'linear' || from > 0, 'a log scale must begin above 0');

/** What a parameter is drawn from: an interval, or a list of values. */
export const rangeSchema = z.union([between, z.array(anyValue).min(1)]);

export type Range = z.output<typeof rangeSchema>;

/** The value of a range at a share `u` of it, in [0, 1). Where u is uniform, the value is uniform on the range, or its logarithm is. */
export function valueAt(range: Range, u: number): Json {
  if (Array.isArray(range)) return range[Math.floor(u * range.length)]!;
  const { from, to, scale, whole } = range;
  // Whole numbers have as much room at the ends as in between.
  const [low, high] = whole ? [Math.ceil(from), Math.floor(to) + 1] : [from, to];
  const value = scale === 'log' ? low * (high / low) ** u : low + u * (high - low);
  return whole ? Math.min(Math.floor(value), high - 1) : Math.min(value, to);
}
