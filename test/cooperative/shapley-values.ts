import type { CharacteristicFunction } from '../../src/cooperative/characteristic-function.js';
import { shapleyByEnumeration } from '../../src/cooperative/shapley.js';

/** Exact Shapley values as a plain array. */
export function enumerated(players: number, v: CharacteristicFunction): number[] {
  const out = new Float64Array(players);
  shapleyByEnumeration(players, v, out);
  return [...out];
}

/** The members of a coalition as a plain array. */
export function membersOf(members: Int32Array, size: number): number[] {
  return [...members.subarray(0, size)];
}
