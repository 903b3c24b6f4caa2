import type { CharacteristicFunction } from '../cooperative/characteristic-function.js';

/** The servers as players: parallel columns of which the first `count` rows are used. */
export interface Players {
  readonly count: number;
  readonly capacity: Float64Array;
  readonly load: Float64Array;
}

/** A cooperative game among servers in their current state. */
export interface Game {
  /** Its characteristic function; it reads `players` anew at each call. */
  value(players: Players): CharacteristicFunction;
  /** The worth of every coalition, by its bit mask: that of {@link value} to the bit, members in rising order. O(2^count). */
  worths(players: Players): Float64Array;
  /** Writes the exact Shapley values to `out` without enumerating coalitions. O(count). */
  closedForm(players: Players, out: Float64Array): void;
}
