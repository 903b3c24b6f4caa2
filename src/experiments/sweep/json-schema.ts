import { z } from 'zod';
import { sweepSchema } from './sweep-schema.js';

/**
 * The JSON Schema (draft 2020-12) of a sweep file as users write it, for editors. What its paths lead to, and whether their values fit there,
 * only loading tells.
 */
export function sweepJsonSchema(): Record<string, unknown> {
  // A value of the scenario may be any.
  const { $schema, ...schema } = z.toJSONSchema(sweepSchema, { io: 'input', unrepresentable: 'any' });
  const description = 'A scenario, what is varied in it, and how often each point is run.';
  return { $schema, title: 'vickrey sweep', description, ...schema };
}
