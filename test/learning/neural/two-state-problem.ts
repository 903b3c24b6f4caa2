/**
 * The decision problem of two states and two actions, whose values are known in closed form: staying in the
 * first pays 1, staying in the second pays 2, moving to the other pays nothing; γ = 0.9.
 */
export const discount = 0.9;
export const stay = 0;
export const move = 1;

/** As a network sees a state. */
export const encoded = [new Float32Array([1, 0, 0, 0]), new Float32Array([0, 1, 0, 0])] as const;

export const nextState = (state: number, action: number) => (action === move ? 1 - state : state);
export const reward = (state: number, action: number) => (action === move ? 0 : 1 + state);

/** Q*(state, action): the second state is worth 2 / (1 − γ) = 20, the first γ · 20 = 18. */
export const optimal = [
  [1 + discount * 18, 18],
  [20, discount * 18],
] as const;
