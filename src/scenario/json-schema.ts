import { z } from 'zod';
import { scenarioSchema } from './schema.js';

/**
 * The JSON Schema (draft 2020-12) of a scenario file as users write it, for editors: completion, descriptions,
 * most refusals. What spans several values (`uniform: [2, 1]`) only loading refuses.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioSchema, { io: 'input' });
  const description = 'A market of servers that bid for tasks, and what is measured of it.';
  return { $schema, title: 'vickrey scenario', description, ...schema };
}
