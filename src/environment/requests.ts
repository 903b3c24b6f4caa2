import { z } from 'zod';
import { InputError } from '../input/input-error.js';
import { jsonFault } from '../input/json-syntax.js';
import { plainDocument } from '../scenario/scenario-document.js';
import { accepted } from '../scenario/validate.js';
import { resetTerms } from './market-environment.js';

const bare = <T extends string>(name: T) => z.strictObject({ request: z.literal(name) });

const request = z.discriminatedUnion('request', [
  bare('hello'),
  resetTerms.extend({ request: z.literal('reset') }),
  // What is in the list is checked by the environment, which names the first entry that is wrong.
  z.strictObject({ request: z.literal('step'), action: z.array(z.unknown()) }),
  bare('summary'),
  bare('close'),
]);

/** What a client can ask for. */
export type Request = z.output<typeof request>;

/**
 * Reads one request.
 *
 * @throws InputError where the line is not JSON, or no request
 */
export function readRequest(line: string): Request {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError({ message: 'a request must be a mapping, for example {"request":"hello"}' });
  }
  return accepted(request, plainDocument(value));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    const { message, offset } = jsonFault(line, 'line') ?? { message: (error as Error).message, offset: 0 };
    throw new InputError({ message: `not valid JSON at column ${offset + 1}: ${message}` });
  }
}
