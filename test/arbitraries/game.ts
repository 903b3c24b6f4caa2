import fc from 'fast-check';
import type { CharacteristicFunction } from '../../src/cooperative/characteristic-function.js';

/** A game by the worth of each coalition, indexed by the bit mask of its members; `worth[0]` is 0. */
export interface TabledGame {
  players: number;
  worth: readonly number[];
}

/** The characteristic function that looks a coalition up in the table. */
export function lookUp({ worth }: TabledGame): CharacteristicFunction {
  return (members, size) => {
    let mask = 0;
    for (let i = 0; i < size; i++) mask |= 1 << members[i]!;
    return worth[mask]!;
  };
}

/** Any game of 1 to 6 players with worths between −100 and 100. */
export const game: fc.Arbitrary<TabledGame> = fc.integer({ min: 1, max: 6 }).chain((players) =>
  fc
    .array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 2 ** players - 1,
      maxLength: 2 ** players - 1,
    })
    .map((worths) => ({ players, worth: [0, ...worths] })),
);
