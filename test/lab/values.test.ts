import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { games } from '../../src/lab/arbitraries/games.js';
import { splitProperties } from '../../src/lab/split-properties.js';
import { taskSplits } from '../../src/lab/task-splits.js';
import { valueProperties } from '../../src/lab/value-properties.js';
import { values } from '../../src/lab/values.js';
import type { Verdict } from '../../src/lab/verdict.js';

/**
 * What is known of each value: `+` a property holds, `−` the lab finds a counterexample; columns are in the order of `valueProperties`.
 * Shapley (1953): each of the first four axioms is broken by one value only that keeps the other three. Shapley (1971): marginal
 * vectors and their mean lie in the core of a convex game. Dubey and Shapley (1979): the Banzhaf value is not efficient.
 */
const facts: Record<keyof typeof values, string> = {
  shapley: '+ + + + + + − + +',
  banzhaf: '− + + + + − − + +',
  'equal-division': '+ + − + − − − − +',
  'contributors-division': '+ + + − − − − − +',
  'marginal-vector': '+ − + + + + − + −',
};

/** The same of splits. The Shapley value is in the core of the game of burdens, and so is sharing by room; equal shares are not. */
const splitFacts: Record<keyof typeof taskSplits, string> = {
  'equal-split': '+ − − + −',
  'proportional-split': '+ + + + +',
  'shapley-split': '+ + + + +',
};

const marks = { holds: '+', violated: '−', failed: '!', 'not-applicable': '·' };
const marksOf = (verdicts: readonly Verdict[]) => verdicts.map(({ verdict }) => marks[verdict]).join(' ');
const terms = { runs: 300, seed: 20 };

test.each(Object.entries(values))('the value %s has what is known of it', (name, value) => {
  const verdicts = Object.values(valueProperties).map((property) => property.check(value, terms));
  expect(marksOf(verdicts)).toBe(facts[name as keyof typeof facts]);
});

test.each(Object.entries(taskSplits))('the split %s has what is known of it', (name, split) => {
  const verdicts = Object.values(splitProperties).map((property) => property.check(split, terms));
  expect(marksOf(verdicts)).toBe(splitFacts[name as keyof typeof splitFacts]);
});

describe('mutants are caught', () => {
  const { shapley } = values;
  const mutants = {
    'everybody gets a little more': (payoff: number[]) => payoff.map((paid) => paid + 0.01),
    'the first two are mistaken for each other': ([a, b, ...rest]: number[]) =>
      b === undefined ? [a!] : [b, a!, ...rest],
    'the first is given half of what the last gets': (payoff: number[]) =>
      payoff.map((paid, i) =>
        i === 0 ? paid + payoff.at(-1)! / 2 : i === payoff.length - 1 ? paid / 2 : paid,
      ),
    'payoffs are rounded': (payoff: number[]) => payoff.map(Math.round),
    'nobody gets less than nothing': (payoff: number[]) => payoff.map((paid) => Math.max(0, paid)),
  };

  test.each(Object.entries(mutants))('%s', (_, change) => {
    const mutant = { ...shapley, of: (game: Parameters<typeof shapley.of>[0]) => change(shapley.of(game)) };
    const verdicts = Object.values(valueProperties).map((property) => property.check(mutant, terms));
    expect(verdicts.filter(({ verdict }) => verdict === 'violated').length).toBeGreaterThan(1);
  });
});

describe('the smallest counterexample', () => {
  const words = (verdict: Verdict) =>
    verdict.verdict === 'violated' ? verdict.counterexample.words : verdict.verdict;

  test.each([1, 2, 3])('is one that a person can check, whatever the seed: %i', (seed) => {
    const small = (found: string) => expect(found.length, found).toBeLessThan(180);
    small(words(valueProperties.efficiency.check(values.banzhaf, { runs: 300, seed })));
    small(words(valueProperties['null-player'].check(values['equal-division'], { runs: 300, seed })));
    small(words(valueProperties['core-of-monotone-games'].check(values.shapley, { runs: 300, seed })));
    small(
      words(splitProperties['individual-rationality'].check(taskSplits['equal-split'], { runs: 300, seed })),
    );
  });
});

describe('arbitrary games', () => {
  const sizes = (players: number) => Array.from({ length: 2 ** players }, (_, mask) => mask);
  const always = (
    kind: keyof typeof games,
    holds: (worth: readonly number[], s: number, i: number, j: number) => boolean,
  ) => {
    const property = fc.property(games[kind], ({ players, worth }) => {
      expect(worth).toHaveLength(2 ** players);
      expect(worth[0]).toBe(0);
      for (const s of sizes(players)) {
        for (let i = 0; i < players; i++) {
          for (let j = 0; j < i; j++)
            expect(holds(worth, s & ~(1 << i) & ~(1 << j), 1 << i, 1 << j)).toBe(true);
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  };

  test('are of their kind', () => {
    always('monotone', (v, s, i) => v[s | i]! >= v[s]!);
    always('convex', (v, s, i, j) => v[s | i | j]! - v[s | j]! >= v[s | i]! - v[s]!);
    always('additive', (v, s, i) => v[s | i]! === v[s]! + v[i]!);
    always('simple', (v, s, i) => [0, 1].includes(v[s]!) && v[s | i]! >= v[s]!);
  });

  test('of each kind are many', () => {
    for (const kind of Object.values(games)) {
      const drawn = fc.sample(kind, { seed: 2, numRuns: 300 });
      expect(new Set(drawn.map(({ worth }) => worth.join())).size).toBeGreaterThan(50);
    }
  });
});
