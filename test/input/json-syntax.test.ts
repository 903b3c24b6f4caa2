import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { jsonFault } from '../../src/input/json-syntax.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const pieces = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"a"',
  '"',
  '\\',
  '\\n',
  '1',
  '-',
  '0',
  '.5',
  'e3',
  'true',
  'nul',
  ' ',
  '\n',
  '\t',
  '\u0001',
  '\ud800',
);

describe('a text is at fault exactly where JSON.parse refuses it', () => {
  test.prop([fc.array(pieces, { maxLength: 12 })], { numRuns: 5000 })('of pieces', (parts) => {
    const text = parts.join('');
    expect(jsonFault(text) === undefined).toBe(isJson(text));
  });

  test.prop([fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '1', '\\', ' ', 'x')])(
    'of a text that is in order but for one character',
    (json, at, piece) => {
      expect(jsonFault(json)).toBeUndefined();
      const offset = at % json.length;
      const text = json.slice(0, offset) + piece + json.slice(offset + 1);
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    },
  );
});

test.each([
  ['', 0, 'expected a value, got the end of the file'],
  ['{"seed":1 "time":3}', 10, "expected ',' or '}', got '\"'"],
  ['{"seed": 1,}', 11, "expected a key in double quotes, got '}'"],
  ['[1, 2,]', 6, "expected a value, got ']'"],
  ['[,]', 1, "expected a value or ']', got ','"],
  ['{seed: 1}', 1, "expected a key in double quotes or '}', got 's'"],
  ['{"a" 1}', 5, "expected ':', got '1'"],
  ["{'a': 1}", 1, "expected a key in double quotes or '}', got '''"],
  ['{"a": 01}', 7, "expected ',' or '}', got '1'"],
  ['{"a": .5}', 6, "expected a value, got '.'"],
  ['{"a": NaN}', 6, "expected a value, got 'N'"],
  ['{"a": 1', 7, "expected ',' or '}', got the end of the file"],
  ['{"a": 1} # why', 9, "expected the end of the file, got '#'"],
  ['"a\\q"', 2, 'unknown escape in a string'],
  ['"a', 2, 'a quote is not closed'],
  ['"a\n"', 2, 'a quote is not closed'],
  ['"a\tb"', 2, 'a control character in a string'],
])('%j is at fault at %d', (text, offset, message) => {
  expect(jsonFault(text)).toEqual({ offset, message });
});

test('however deep and long it is', () => {
  expect(jsonFault('['.repeat(1e6) + ']'.repeat(1e6))).toBeUndefined();
  expect(jsonFault(`"${'a\\n'.repeat(1e6)}"`)).toBeUndefined();
  expect(jsonFault(`"${'a'.repeat(1e6)}`)).toMatchObject({ message: 'a quote is not closed' });
});
