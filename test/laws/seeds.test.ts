import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '..');

/** The text from an opening bracket to the one that closes it; no string of these files has one alone. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return text.slice(from, i);
  }
  return text.slice(from);
}

/** Where `fc.assert` is given no seed, itself or by a constant of its file that has one. */
function unseeded(text: string): number[] {
  const seeded = [...text.matchAll(/^const (\w+)[^;]*\bseed\b/gm)].map(([, name]) => name!);
  const says = new RegExp(`\\b(seed${seeded.map((name) => `|${name}`).join('')})\\b`);
  return [...text.matchAll(/\bfc\.(?:assert|check)\(/g)]
    .filter(({ 0: call, index }) => {
      const inside = bracketed(text, index + call.length - 1);
      return !says.test(inside.slice(inside.lastIndexOf(')') + 1));
    })
    .map(({ index }) => text.slice(0, index).split('\n').length);
}

test('every property is checked on the same inputs in every run', () => {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => file.endsWith('.ts') && file !== 'laws/seeds.test.ts');
  const found = files.flatMap((file) =>
    unseeded(readFileSync(join(folder, file), 'utf8')).map((line) => `${file}:${line}`),
  );
  expect(found).toEqual([]);
});

test('a property without a seed is found', () => {
  const property = 'fc.property(seed, (n) => f(n))';
  expect(unseeded(`x;\nfc.assert(${property});`)).toEqual([2]);
  expect(unseeded(`fc.assert(${property}, { numRuns: 3 });`)).toEqual([1]);
  expect(unseeded(`fc.assert(${property}, { seed: 1 });`)).toEqual([]);
  expect(unseeded(`const terms = { seed: 1 };\nfc.assert(${property}, terms);`)).toEqual([]);
});
