import { InputError } from '../input/input-error.js';
import { givenValue } from './given-value.js';
import { deepest } from './nesting.js';
import type { Override } from './override.js';

/**
 * Reads `path=value`: the path in dots, list indices as numbers from 0, the value as {@link givenValue} reads it.
 *
 * @param by - the option that gives it, as errors name it
 * @throws InputError if it is not of that form
 */
export function parseOverride(text: string, by = '--set'): Override {
  const option = `${by} ${text}`;
  const equals = text.indexOf('=');
  const path = text.slice(0, equals).split('.');
  if (equals < 0 || path.includes('')) {
    throw new InputError({
      file: option,
      message: 'must be path=value',
      hint: `for example: ${by} servers.count=100`,
    });
  }
  if (path.length > deepest) {
    throw new InputError({ file: option, message: `the path has more than ${deepest} steps` });
  }
  const given = givenValue(text.slice(equals + 1), path);
  if ('value' in given) return { path, value: given.value, place: { file: option } };
  throw new InputError(
    given.map(({ message, hint }) => ({ file: option, message: `the value: ${message}`, hint })),
  );
}
