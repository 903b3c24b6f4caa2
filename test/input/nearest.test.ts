import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { nearest, suggestion } from '../../src/input/nearest.js';

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{4,12}$/), { minLength: 1, maxLength: 20 });

test.prop([names, fc.nat()])('a known name is nearest to itself', (known, pick) => {
  const word = known[pick % known.length]!;
  expect(nearest(word, known)).toBe(word);
});

test.prop([names, fc.nat(), fc.nat()])(
  'one letter left out still finds a name as near as the one meant',
  (known, pick, at) => {
    const meant = known[pick % known.length]!;
    const cut = at % meant.length;
    const slip = meant.slice(0, cut) + meant.slice(cut + 1);
    const found = nearest(slip, known);
    expect(found).toBeDefined();
    expect(Math.abs(found!.length - slip.length)).toBeLessThanOrEqual(1);
  },
);

test('letters of the wrong case find the name', () => {
  expect(nearest('RISKaversion', ['riskAversion', 'sensitivity'])).toBe('riskAversion');
});

test('a word that is near no name finds none, and the suggestion then lists all names, if there are any', () => {
  expect(nearest('zebra', ['count', 'capacity'])).toBeUndefined();
  expect(suggestion('zebra', ['count', 'capacity'])).toBe('known here: count, capacity');
  expect(suggestion('capactiy', ['count', 'capacity'])).toBe("did you mean 'capacity'?");
  expect(suggestion('zebra', [])).toBe('no key is known here');
});
