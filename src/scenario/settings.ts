import { z } from 'zod';

/** One value that a user may set. */
export interface Setting {
  /** `arrivals.rate`; what stands in a list is named without a place in it: `servers.list.capacity`. */
  readonly path: string;
  /** What the schema fills in by itself; absent where it fills in nothing. */
  readonly usual?: unknown;
}

/**
 * Every setting of a schema, in its order: all leaves of its objects, of the variants of its unions and of what its lists
 * hold. A value that may be of several kinds, such as a distribution, is one setting.
 */
export function settingsOf(schema: z.ZodType): Setting[] {
  const settings = new Map<string, Setting>();
  for (const setting of leaves(schema, [])) {
    if (!settings.has(setting.path)) settings.set(setting.path, setting);
  }
  return [...settings.values()];
}

function* leaves(schema: z.ZodType, path: readonly string[], usual?: unknown): Generator<Setting> {
  if (schema instanceof z.ZodDefault) yield* leaves(inner(schema), path, schema.def.defaultValue);
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault)
    yield* leaves(inner(schema), path, usual);
  else if (schema instanceof z.ZodDiscriminatedUnion) {
    for (const variant of schema.options) yield* leaves(variant as z.ZodType, path);
  } else if (schema instanceof z.ZodObject) {
    for (const [key, value] of Object.entries(schema.shape))
      yield* leaves(value as z.ZodType, [...path, key]);
  } else if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) {
    yield* leaves(schema.element, path);
  } else {
    yield { path: path.join('.'), ...(usual !== undefined && { usual }) };
    if (schema instanceof z.ZodUnion) yield* options(schema, path);
  }
}

/** Of a name alone, a mapping of the name to its options, or a file of code, the options and the file. */
function* options(schema: z.ZodUnion, path: readonly string[]): Generator<Setting> {
  for (const kind of schema.options) {
    if (!(kind instanceof z.ZodObject)) continue;
    if ('module' in kind.shape) yield* leaves(kind, path);
    for (const [name, value] of Object.entries(kind.shape)) {
      const named = value instanceof z.ZodOptional ? inner(value) : value;
      if (named instanceof z.ZodObject) yield* leaves(named, [...path, name]);
    }
  }
}

function inner(schema: z.ZodDefault | z.ZodOptional | z.ZodPrefault): z.ZodType {
  return schema.unwrap() as z.ZodType;
}

/** What a scenario says at a path; of lists what the first says that says something. */
export function valueAt(scenario: unknown, path: string): unknown {
  let values: unknown[] = [scenario];
  for (const step of path.split('.')) {
    values = values
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .map((value) => (value as Record<string, unknown> | null | undefined)?.[step])
      .filter((value) => value !== undefined);
  }
  return values[0];
}
