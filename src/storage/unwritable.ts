import { faultInWords, isDiskFault } from '../input/fault-in-words.js';
import { InputError } from '../input/input-error.js';

/**
 * Why a folder cannot be written to: an InputError with its name, or where the disk is full or fails that error, with
 * the folder as its path.
 */
export function unwritable(directory: string, error: unknown): Error {
  if (error instanceof InputError) return error;
  if (isDiskFault(error)) return Object.assign(error as Error, { path: directory });
  return new InputError({ file: directory, message: `cannot be written to: ${faultInWords(error)}` });
}
