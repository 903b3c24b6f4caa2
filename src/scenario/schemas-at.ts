import { z } from 'zod';
import type { Path } from './scenario-document.js';

type Schema = z.core.$ZodType;

/**
 * What a value at `path` may be of, kind by kind, without defaults: several where it, or what it lies in, may be of
 * several kinds; none where `root` has no such place.
 */
export function schemasAt(root: Schema, path: Path): Schema[] {
  return path.reduce<Schema[]>(
    (found, step) => found.flatMap((schema) => within(schema, String(step)).flatMap(kindsOf)),
    kindsOf(root),
  );
}

/** The kinds that a schema is a choice among, without what makes them optional. */
function kindsOf(schema: Schema): Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(kindsOf);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return kindsOf(schema.unwrap());
  }
  return [schema];
}

function within(schema: Schema, step: string): Schema[] {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, step) ? [schema.shape[step]] : [];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!/^\d+$/.test(step)) return [];
  if (schema instanceof z.ZodArray) return [schema.element];
  const item = schema instanceof z.ZodTuple ? schema.def.items[Number(step)] : undefined;
  return item ? [item] : [];
}

/** A mapping among several, which a name tells apart: `process: poisson`. */
export interface Kind {
  /** The key that holds the name. */
  readonly discriminator: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** The kinds of mapping at `path` that a name tells apart; empty where there is nothing to tell apart. */
export function namedKinds(root: Schema, path: Path): Kind[] {
  const mappings = schemasAt(root, path).filter((schema) => schema instanceof z.ZodObject);
  const [first, another] = mappings;
  if (!first || !another) return [];
  const discriminator = Object.keys(first.shape).find((key) =>
    mappings.every((mapping) => nameIn(mapping, key) !== undefined),
  );
  if (discriminator === undefined) return [];
  return mappings.map((mapping) => ({
    discriminator,
    name: nameIn(mapping, discriminator)!,
    keys: Object.keys(mapping.shape),
  }));
}

/** The one text that `key` may have in a mapping. */
function nameIn(mapping: z.ZodObject, key: string): string | undefined {
  const [only, another] = Object.hasOwn(mapping.shape, key) ? kindsOf(mapping.shape[key]) : [];
  return only instanceof z.ZodLiteral && another === undefined ? String(only.value) : undefined;
}
