import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** A part of the user's own. */
export type OwnModule = z.output<ReturnType<typeof moduleOf>>;

/**
 * A part of the user's own: the file of its code, and the options that the code is given.
 *
 * @param what - the part, as descriptions name it
 */
export function moduleOf(what: string) {
  return z
    .strictObject({
      module: z
        .string()
        .min(1)
        .describe(`a JavaScript or TypeScript file whose default export is the ${what}; it is run`),
      options: z
        .record(z.string(), z.unknown())
        // Jobs and ledgers hold them as JSON.
        .refine(isJson, 'must be of texts, finite numbers, true, false, null, lists and mappings')
        .optional()
        .describe('what the code is given, as it is written here'),
    })
    .describe(`a ${what} of your own, and the options that it takes`);
}

/** Whether a setting names code of the user's own. */
export function isModule(value: unknown): value is OwnModule {
  return (
    typeof value === 'object' && value !== null && typeof (value as Partial<OwnModule>).module === 'string'
  );
}

/** Whether a value is the same when JSON has held it. */
function isJson(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}
