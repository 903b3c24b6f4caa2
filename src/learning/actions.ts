/** What a learner can do to a sensitivity (S1, S2) or to a bid: the index is the action's code. */
export const actions = ['increase', 'decrease', 'none'] as const;

/** `value` after `action`: ×(1 + rate), ×(1 − rate) or unchanged. */
export function applyAction(action: number, value: number, rate: number): number {
  if (action === 0) return value * (1 + rate);
  if (action === 1) return value * (1 - rate);
  return value;
}
