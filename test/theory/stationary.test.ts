import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stationary } from '../../src/theory/stationary.js';

/** The naive twin: the chain run until nothing changes, in steps of 1/(largest rate out). */
function byPowers(rates: readonly (readonly number[])[]): number[] {
  const out = rates.map((row, from) => row.reduce((sum, rate, to) => sum + (to === from ? 0 : rate), 0));
  const step = 0.9 / Math.max(...out);
  let chances: number[] = rates.map(() => 1 / rates.length);
  for (let turn = 0; turn < 20_000; turn++) {
    chances = chances.map((chance, to) =>
      rates.reduce(
        (sum, row, from) => (from === to ? sum : sum + chances[from]! * row[to]! * step),
        chance * (1 - out[to]! * step),
      ),
    );
  }
  return chances;
}

describe('stationary probabilities', () => {
  test('are those that powers of the chain approach', () => {
    const size = 6;
    const rate = fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
    );
    const property = fc.property(
      fc.array(fc.array(rate, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
      (given) => {
        // A ring makes it irreducible.
        const rates = given.map((row, from) =>
          row.map((value, to) => (to === (from + 1) % size ? value + 1 : value)),
        );
        const chances = stationary(size, size - 1, (from, add) => {
          for (let to = 0; to < size; to++)
            if (to !== from && rates[from]![to]! > 0) add(to, rates[from]![to]!);
        });
        for (const [state, known] of byPowers(rates).entries()) expect(chances[state]).toBeCloseTo(known, 9);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 20 });
  });

  test('of a birth and death chain are its product form, each to 14 digits however small', () => {
    const chances = stationary(200, 1, (n, add) => {
      if (n < 199) add(n + 1, 1);
      if (n > 0) add(n - 1, 3);
    });
    for (let n = 1; n < 200; n++) expect(chances[n]! / chances[0]! / 3 ** -n).toBeCloseTo(1, 12);
  });

  test('of a single state are 1', () => {
    expect([...stationary(1, 0, () => {})]).toEqual([1]);
  });

  test('are refused of transitions beyond the band or the states', () => {
    expect(() => stationary(5, 1, (from, add) => add((from + 2) % 5, 1))).toThrow('0 → 2 leaves a band of 1');
    expect(() => stationary(2, 1, (from, add) => add(from + 1, 1))).toThrow(RangeError);
    expect(() => stationary(2, 1, (from, add) => add(from - 1, 1))).toThrow(RangeError);
  });
});
