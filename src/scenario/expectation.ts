import { z } from 'zod';
import { largest, shortNumber, smallest } from '../input/magnitude.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What a schema accepts, in words that follow "must be": `a whole number ≥ 1`, `one of 'drop', 'retry'`. */
export function expectation(schema: z.core.$ZodType): string {
  return inWords(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

function inWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return quoted(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(quoted).join(', ')}`;
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (alternatives) return inAlternatives(alternatives);
  if (schema.type === 'integer') return `a whole number${range(schema)}`;
  if (schema.type === 'number') return `a number${range(schema)}`;
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'string') return schema.minLength ? 'text that is not empty' : 'text';
  if (schema.type === 'array') return inList(schema);
  return 'a mapping';
}

/** Mappings to choose among are told apart by the keys that they need. */
function inAlternatives(alternatives: JsonSchema[]): string {
  if (alternatives.every(({ type }) => type === 'object')) return 'a mapping';
  const words = alternatives.map((schema) =>
    schema.type === 'object' && schema.required ? `{ ${schema.required.join(', ')} }` : inWords(schema),
  );
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function inList({ prefixItems, items, minItems }: JsonSchema): string {
  if (prefixItems) return `a list of ${prefixItems.length} numbers`;
  const told = items && typeof items === 'object' && !Array.isArray(items) && Object.keys(items).length > 0;
  const each = told ? `, each ${inWords(items as JsonSchema)}` : '';
  return `a list${minItems ? ` of at least ${minItems}` : ''}${each}`;
}

/** The range that every quantity has goes without saying. */
function range({ minimum, maximum }: JsonSchema): string {
  const bounds: string[] = [];
  if (minimum === smallest) bounds.push('> 0');
  else if (minimum !== undefined && !goesUnsaid(minimum)) bounds.push(`≥ ${shortNumber(minimum)}`);
  if (maximum !== undefined && !goesUnsaid(maximum)) bounds.push(`≤ ${shortNumber(maximum)}`);
  return bounds.length > 0 ? ` ${bounds.join(' and ')}` : '';
}

/** Whether a bound, of magnitudes or of the integers that a double holds exactly, is worth no word until it is passed. */
export function goesUnsaid(bound: number): boolean {
  return Math.abs(bound) === largest || Math.abs(bound) === Number.MAX_SAFE_INTEGER;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
