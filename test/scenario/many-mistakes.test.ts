import { expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';
import { loadScenario } from '../../src/scenario/load.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();
const MANY = 15_000;
const numbers = Array.from({ length: MANY }, (_, i) => i);

const refusalOf = async (text: string): Promise<InputError> => {
  const error = await loadScenario(write('many.yaml', text)).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};

test.each([
  ['unknown keys', numbers.map((i) => `k${i}: ${i}`).join('\n')],
  ['wrong values', `servers: { list: [${numbers.map(() => '{ capacity: -3 }').join(', ')}] }`],
])('a scenario of 15,000 %s is refused with the first hundred', async (_, text) => {
  const { message, problems } = await refusalOf(text);
  expect(problems.length).toBeGreaterThanOrEqual(MANY);
  const hidden = (problems.length - 100).toLocaleString('en');
  expect(message.endsWith(`\n… and ${hidden} more`)).toBe(true);
});

test('a key that a mapping has twice is refused among many', async () => {
  const keys = numbers.map((i) => `k${i}: ${i}`);
  const { problems } = await refusalOf(`bidding:\n  a: { ${[...keys, 'k7: 1'].join(', ')} }\n`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: 2, message: 'this key is there twice' });
});
