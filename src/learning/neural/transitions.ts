/** What happened, one row a step: in a state, after an action, a reward was received and a state was reached. */
export interface Transitions {
  /** How many rows are used. */
  readonly rows: number;
  /** rows × inputs */
  readonly states: Float32Array;
  /** 0 … actions − 1 */
  readonly actions: Int32Array;
  readonly rewards: Float32Array;
  /** rows × inputs */
  readonly nextStates: Float32Array;
}

/** Room for `rows` transitions between states of `inputs` numbers. */
export function transitions(rows: number, inputs: number): Transitions {
  return {
    rows,
    states: new Float32Array(rows * inputs),
    actions: new Int32Array(rows),
    rewards: new Float32Array(rows),
    nextStates: new Float32Array(rows * inputs),
  };
}
