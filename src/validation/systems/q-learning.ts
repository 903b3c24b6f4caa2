import { z } from 'zod';
import { QTables } from '../../learning/q-learning.js';
import type { Estimate } from '../../statistics/estimate.js';
import { actionValues, type Outcome } from '../../theory/action-values.js';
import { knownSystem } from '../known-system.js';

/** Learning rate: outcomes are certain, so that a large one loses nothing. */
const ALPHA = 0.5;
const ACTIONS = ['stay', 'move'] as const;

const reward = z.number().min(-1000).max(1000);

/** Staying earns what its state pays, moving leads to the other state. */
const outcomesOf = ({ stay, move }: { stay: [number, number]; move: number }): Outcome[][] =>
  stay.map((earned, state) => [
    { reward: earned, next: state },
    { reward: move, next: 1 - state },
  ]);

const nameOf = (state: number, action: number): string => `Q(s${state}, ${ACTIONS[action]})`;

/** The Q-table of the learner, every action of either of two states tried over and over. */
export const qLearningSystem = knownSystem({
  name: 'q-learning',
  title: 'fixed point of Q-learning in two states',
  parameters: z.strictObject({
    stay: z.tuple([reward, reward]).default([1, 2]).describe('rewards of staying in either state'),
    move: reward.default(0).describe('reward of moving to the other state'),
    gamma: z.number().min(0).max(0.99).default(0.9).describe('discount'),
  }),
  cases: [{}],

  // A sweep brings values nearer by the factor 1 − α(1 − γ): 10⁻¹⁷ of the distance is left.
  effort: ({ gamma }) => ({
    runs: 1,
    length: Math.ceil(40 / (ALPHA * (1 - gamma))),
    warmup: 0,
    unit: 'sweeps',
  }),

  predict(parameters) {
    const values = actionValues(outcomesOf(parameters), parameters.gamma);
    const tolerance = 1e-9 * Math.max(1e-3, ...values.flat().map(Math.abs));
    return Object.fromEntries(
      values.flatMap((row, state) =>
        row.map((value, action) => [nameOf(state, action), { check: 'exact' as const, value, tolerance }]),
      ),
    );
  },

  observe(parameters, { length }) {
    const outcomes = outcomesOf(parameters);
    const tables = new QTables(1, outcomes.length, ACTIONS.length, ALPHA, parameters.gamma);
    const all = outcomes.flatMap((actions, state) =>
      actions.map((outcome, action) => ({ state, action, ...outcome })),
    );
    for (let sweep = 0; sweep < length; sweep++) {
      for (const { state, action, reward, next } of all) tables.update(0, state, action, reward, next);
    }
    return Object.fromEntries(
      all.map(({ state, action }): [string, Estimate] => [
        nameOf(state, action),
        { mean: tables.values[tables.row(0, state) + action]!, error: 0, freedom: 1 },
      ]),
    );
  },
});
