import fc from 'fast-check';
import { type CoalitionalGame, gameInWords } from './coalitional-game.js';
import { type Property, property } from './property.js';
import type { Value } from './value.js';
import { rounded } from './words.js';

/** What makes a property of values that shows in one game. */
interface ValuePropertyTerms<Case extends { readonly game: CoalitionalGame }> {
  readonly title: string;
  readonly cases: fc.Arbitrary<Case>;
  /** What is wrong with `payoff`, in words; undefined where nothing is. */
  violation(payoff: readonly number[], example: Case, value: Value): string | undefined;
}

/** A property of values that is tried on arbitrary games. */
export function valueProperty<Case extends { readonly game: CoalitionalGame }>({
  title,
  cases,
  violation,
}: ValuePropertyTerms<Case>): Property<Value> {
  return property<Value, Case>({
    title,
    cases: () => cases,
    violation(value, example) {
      const payoff = value.of(example.game);
      const wrong = violation(payoff, example, value);
      return wrong === undefined
        ? undefined
        : {
            words: `${wrong} (${gameInWords(example.game)}; payoffs ${payoff.map(rounded).join(', ')})`,
            figures: { ...example, payoff },
            unreplayable: 'games of coalitions hold no auction',
          };
    },
  });
}

/** Cases that are a game alone. */
export function games(arbitrary: fc.Arbitrary<CoalitionalGame>): fc.Arbitrary<{ game: CoalitionalGame }> {
  return fc.record({ game: arbitrary });
}
