import type { CharacteristicFunction } from '../../src/cooperative/characteristic-function.js';

/** v of every coalition by bit mask, its members listed anew for each: O(n·2ⁿ). */
export function naiveWorths(players: number, v: CharacteristicFunction): number[] {
  const worth = [0];
  for (let mask = 1; mask < 2 ** players; mask++) {
    const members = Int32Array.from({ length: players }, (_, i) => i).filter((i) => mask & (1 << i));
    worth.push(v(members, members.length));
  }
  return worth;
}

/** Σ over S without i of |S|!(n−|S|−1)!/n! · (v(S ∪ i) − v(S)), term by term: O(n·2ⁿ). */
export function naiveShapley(players: number, worth: ArrayLike<number>): number[] {
  const weight = [1 / players];
  for (let s = 1; s < players; s++) weight[s] = (weight[s - 1]! * s) / (players - s);
  return marginalSums(players, worth, (size) => weight[size]!);
}

/** Σ over S without i of (v(S ∪ i) − v(S)) / 2ⁿ⁻¹, term by term. */
export function naiveBanzhaf(players: number, worth: ArrayLike<number>): number[] {
  return marginalSums(players, worth, () => 2 ** (1 - players));
}

function marginalSums(players: number, worth: ArrayLike<number>, weight: (size: number) => number): number[] {
  const sums = new Array<number>(players).fill(0);
  for (let mask = 0; mask < worth.length; mask++) {
    const size = sizeOf(mask);
    for (let i = 0; i < players; i++) {
      if (mask & (1 << i)) continue;
      sums[i]! += weight(size) * (worth[mask | (1 << i)]! - worth[mask]!);
    }
  }
  return sums;
}

/** Shapley values of whole worths as fractions over n!, without rounding. */
export function exactShapley(players: number, worth: ArrayLike<number>): bigint[] {
  const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
  const sums = new Array<bigint>(players).fill(0n);
  for (let mask = 0; mask < worth.length; mask++) {
    const size = sizeOf(mask);
    for (let i = 0; i < players; i++) {
      if (mask & (1 << i)) continue;
      const orders = factorial(size) * factorial(players - size - 1);
      sums[i]! += orders * (BigInt(worth[mask | (1 << i)]!) - BigInt(worth[mask]!));
    }
  }
  return sums;
}

function sizeOf(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length;
}
