import { expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';

test('the message is file:line:column, what is wrong, and the hint on a line of its own', () => {
  const error = new InputError({ file: 'a.yaml', line: 3, column: 7, message: 'wrong', hint: 'mend it' });
  expect(error.message).toBe('a.yaml:3:7: wrong\n  mend it');
  expect(error.name).toBe('InputError');
});

test('parts of the place that are unknown are left out', () => {
  expect(new InputError({ message: 'wrong' }).message).toBe('wrong');
  expect(new InputError({ file: 'a.yaml', message: 'wrong' }).message).toBe('a.yaml: wrong');
});

test('several problems are one line each, in order', () => {
  const problems = [
    { file: 'a', message: 'first' },
    { file: 'b', line: 1, column: 2, message: 'second' },
  ];
  const error = new InputError(problems);
  expect(error.message).toBe('a: first\nb:1:2: second');
  expect(error.problems).toEqual(problems);
});

test('the message holds nothing that a terminal obeys, and no line of the input begins one of its own', () => {
  const text = '\x1b[31m\x9b\u202e\rx\nerror: forged';
  const { message } = new InputError({ file: text, message: text, hint: text });
  const shown = String.raw`\x1b[31m\x9b\u202e\rx`;
  expect(message).toBe(`${shown}\\nerror: forged: ${shown}\n  error: forged\n  ${shown}\n  error: forged`);
});

test('the message shows the beginning of a long name and of long words', () => {
  const { message } = new InputError({ file: 'f'.repeat(1e6), message: 'm'.repeat(1e6) });
  expect(message).toBe(
    `${'f'.repeat(300)}… (1,000,000 characters): ${'m'.repeat(2000)}… (998,000 characters more)`,
  );
});
