import { actions, applyAction } from '../learning/actions.js';
import type { Box, MultiDiscrete } from './spaces.js';

/** A way for an outside learner to move a sensitivity. */
export interface ActionKind {
  /** The actions of so many servers together, one entry each. */
  space(servers: number): Box | MultiDiscrete;
  /** Whether a server can take it; of anything at all, as it comes from outside. */
  isAction(action: unknown): boolean;
  /** What it can take, in words that follow "must be". */
  readonly expected: string;
  /** A sensitivity after an action of the space; `rate` is η, in [0, 1]. */
  apply(action: number, sensitivity: number, rate: number): number;
}

/**
 * Every way, by name. They agree where they meet: 1, −1 and 0 of `continuous` are increase, decrease and keep, to the bit.
 *
 * - `discrete`: 0 increase, 1 decrease, 2 keep, as the scenario's own learners (S1, S2)
 * - `continuous`: a in [−1, 1], sensitivity ·= 1 + η a
 */
export const actionKinds = {
  discrete: {
    space: (servers) => ({
      type: 'MultiDiscrete',
      dtype: 'int64',
      shape: [servers],
      nvec: new Array<number>(servers).fill(actions.length),
    }),
    isAction: (action) => Number.isInteger(action) && 0 <= Number(action) && Number(action) < actions.length,
    expected: '0 (increase), 1 (decrease) or 2 (keep)',
    apply: applyAction,
  },
  continuous: {
    space: (servers) => ({ type: 'Box', dtype: 'float64', shape: [servers], low: -1, high: 1 }),
    isAction: (action) => typeof action === 'number' && Math.abs(action) <= 1,
    expected: 'a number from −1 to 1',
    apply: (action, sensitivity, rate) => sensitivity * (1 + rate * action),
  },
} satisfies Record<string, ActionKind>;
