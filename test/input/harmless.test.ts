import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { harmless, harmlessLines, quoted, shortened } from '../../src/input/harmless.js';

describe('harmless', () => {
  test.each([
    ['\x1b[31mred\x1b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['\x1b]0;title\x07', String.raw`\x1b]0;title\x07`],
    ['\x9b2J', String.raw`\x9b2J`],
    ['a\rb\nc\td\x00\x7f', String.raw`a\rb\nc\td\x00\x7f`],
    ['invoice\u202efdp.exe', String.raw`invoice\u202efdp.exe`],
    ['\u2066a\u2069\u200f\u061c', String.raw`\u2066a\u2069\u200f\u061c`],
    ['a\u200bb\ufeffc\u00add\u2060', String.raw`a\u200bb\ufeffc\xadd\u2060`],
    ['a\u2028b\u2029', String.raw`a\u2028b\u2029`],
    ['\ud800 \udc00', String.raw`\ud800 \udc00`],
    ['\u{e0041}\u3164\uffff', String.raw`\u{e0041}\u3164\uffff`],
    ['a\ufe0f\ufe0fb', 'a\ufe0f\\ufe0fb'],
  ])('writes what a terminal obeys or hides as an escape: %j', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  test.each([
    'Ünïcode, façade – “quotes” … 100 %',
    'спутник 東京 서울 القاهرة ไทย',
    'می\u200cخواهم', // Persian, with a zero-width non-joiner
    'क्\u200dष', // Hindi, with a zero-width joiner
    '👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 😀',
    'e\u0301 \\ \' " C:\\traces\\a b.csv',
  ])('leaves letters, marks and emoji of any script: %s', (text) => {
    expect(harmless(text)).toBe(text);
  });

  property.prop([fc.string({ unit: 'binary' })])('leaves no control character, whatever the text', (text) => {
    expect(harmless(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    expect(harmless(harmless(text))).toBe(harmless(text));
    expect(harmlessLines(text)).toBe(text.split('\n').map(harmless).join('\n'));
  });
});

test('lines stay lines, and are indented after the first', () => {
  expect(harmlessLines('a\x1b\nb\r\nc', '  ')).toBe('a\\x1b\n  b\\r\n  c');
});

test('long texts are shown by their beginning and their length', () => {
  expect(quoted('a'.repeat(60))).toBe(`'${'a'.repeat(60)}'`);
  expect(quoted('a'.repeat(5_000_000))).toBe(`'${'a'.repeat(60)}…' (5,000,000 characters)`);
  expect(shortened('\x1b'.repeat(4), 2)).toBe('\\x1b\\x1b… (4 characters)');
  expect(shortened('a😀b', 2)).toBe('a… (4 characters)');
});
