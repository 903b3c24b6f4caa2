/** What an action earns, and the state that it leads to. */
export interface Outcome {
  readonly reward: number;
  readonly next: number;
}

/**
 * The fixed point that Q-learning approaches where outcomes are certain, Q(s, a) = r + γ max Q(s', ·), by value iteration
 * (Bellman 1957). Each sweep brings it nearer by the factor γ; it stops where a sweep changes nothing by 10⁻¹⁴ of the largest
 * value. O(sweeps · actions).
 *
 * @param outcomes - by state and action
 * @param discount - γ, in [0, 1)
 */
export function actionValues(outcomes: readonly (readonly Outcome[])[], discount: number): number[][] {
  let values = outcomes.map((actions) => actions.map(() => 0));
  for (;;) {
    const best = values.map((row) => Math.max(...row));
    const next = outcomes.map((actions) =>
      actions.map(({ reward, next }) => reward + discount * best[next]!),
    );
    const largest = Math.max(...next.flat().map(Math.abs));
    const change = Math.max(
      ...next.flatMap((row, s) => row.map((value, a) => Math.abs(value - values[s]![a]!))),
    );
    values = next;
    if (change <= 1e-14 * largest) return values;
  }
}
