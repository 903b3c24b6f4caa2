import { figure } from './words.js';

/** A game of 1 or more players by the worth of each coalition, indexed by the bit mask of its members; that of nobody is 0. */
export interface CoalitionalGame {
  readonly players: number;
  readonly worth: readonly number[];
}

/** How large a difference of two payoffs is beyond rounding. */
export function significant({ worth }: CoalitionalGame): number {
  return 1e-9 * Math.max(1, ...worth.map(Math.abs));
}

/** The worth of all players together. */
export function grandWorth({ worth }: CoalitionalGame): number {
  return worth.at(-1)!;
}

/** `v(0) = 1, v(01) = 3, all others 0`. */
export function gameInWords({ players, worth }: CoalitionalGame): string {
  const told = [...worth.entries()]
    .filter(([, value]) => value !== 0)
    .map(([mask, value]) => `v(${membersInWords(mask)}) = ${figure(value)}`);
  const rest = told.length < 2 ** players - 1 ? ['all others 0'] : [];
  return [...told, ...rest].join(', ');
}

/** `02`: the players of a coalition, each a digit; there are few. */
export function membersInWords(mask: number): string {
  return [...mask.toString(2)]
    .reverse()
    .map((bit, player) => (bit === '1' ? String(player) : ''))
    .join('');
}
