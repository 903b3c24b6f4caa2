/** Σ chance · number of a state: by default the state is the number. */
export function meanNumber(chances: Float64Array, numberOf = (state: number): number => state): number {
  return chances.reduce((sum, chance, state) => sum + chance * numberOf(state), 0);
}
