import { z } from 'zod';

/** Reads the names of a kind (payment rules, splits …) so that a new one is known here by being listed there. */
export function nameOf<T extends object>(kind: T) {
  return z.enum(Object.keys(kind) as [keyof T & string, ...(keyof T & string)[]]);
}
