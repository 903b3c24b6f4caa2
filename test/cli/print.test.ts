import { expect, test } from 'vitest';
import { jsonText } from '../../src/cli/print.js';

test('JSON is ASCII, letters and signs, and means the same', () => {
  const value = { '\x9b\u202e': ['\u2028\ud800\x7f\u{e0041}', 'Ünï 東京 😀', 'a\nb'] };
  const text = jsonText(JSON.stringify(value, null, 2));
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text).toContain('Ünï 東京 😀');
  expect(JSON.parse(text)).toEqual(value);
});
