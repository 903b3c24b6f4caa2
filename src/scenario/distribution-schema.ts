import { z } from 'zod';
import { largest, shortNumber, smallest } from '../input/magnitude.js';
import { type Distribution, infimum } from '../random/distribution.js';
import { positive, signed } from './quantities.js';

/** The smallest value that a quantity may take: `above` excludes the bound itself, `from` includes it. */
type Bound = { above: number } | { from: number };

/** Coefficients of variation up to this keep the draws of a lognormal, and their squares, finite. */
const MOST_VARIATION = 1e6;

/** Shapes from this on keep the draws of a Pareto distribution, and their squares, finite. */
const LEAST_SHAPE = 0.25;

const shapes = z.union([
  signed,
  z.strictObject({ constant: signed }),
  z.strictObject({ deterministic: signed }),
  z.strictObject({ uniform: z.tuple([signed, signed]) }),
  z.strictObject({ exponential: positive.describe('mean') }),
  z.strictObject({
    lognormal: z
      .tuple([positive, z.number().min(smallest).max(MOST_VARIATION)])
      .describe('mean, coefficient of variation'),
  }),
  z.strictObject({
    pareto: z.tuple([z.number().min(LEAST_SHAPE).max(largest), positive]).describe('shape, minimum'),
  }),
]);

/**
 * A distribution no draw of which may fall outside `bound`. Its parameters are within ±1e12; what it takes above 0 is
 * from 1e-12, though draws without a lower end can be nearer to 0.
 */
export function distribution(bound: Bound) {
  return shapes.superRefine((value: Distribution, context) => {
    const path = typeof value === 'object' ? Object.keys(value) : [];
    const refuse = (message: string) => context.addIssue({ code: 'custom', path, message });
    if (typeof value === 'object' && 'uniform' in value && value.uniform[0] > value.uniform[1]) {
      refuse('the lower end is above the upper end');
    }
    const lowest = infimum(value);
    const open = typeof value === 'object' && ('exponential' in value || 'lognormal' in value);
    if ('above' in bound && !(open && lowest === bound.above)) {
      if (lowest <= bound.above) refuse(`values must be above ${bound.above}`);
      else if (lowest < bound.above + smallest)
        refuse(`values must be at least ${shortNumber(bound.above + smallest)}`);
    }
    if ('from' in bound && !(lowest >= bound.from)) refuse(`values must be at least ${bound.from}`);
  });
}
