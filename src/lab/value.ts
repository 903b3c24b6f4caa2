import type { CoalitionalGame } from './coalitional-game.js';

/** A way to share out what players are worth together: a number a player, of any game. */
export interface Value {
  /** What it does, in a line. */
  readonly title: string;
  of(game: CoalitionalGame): number[];
}
