import { InputError } from '../input/input-error.js';
import { deepest } from './nesting.js';
import type { Override } from './override.js';
import { readYaml } from './yaml-text.js';

/**
 * Reads `path=value`: the path in dots, list indices as numbers from 0, the value in YAML.
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
  const yaml = readYaml(text.slice(equals + 1));
  if ('document' in yaml) return { path, value: yaml.value, place: { file: option } };
  throw new InputError(
    yaml.map(({ message, hint }) => ({ file: option, message: `the value: ${message}`, hint })),
  );
}
