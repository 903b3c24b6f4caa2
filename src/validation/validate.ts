import { Streams } from '../random/streams.js';
import { type Estimate, halfWidth } from '../statistics/estimate.js';
import { bonferroniLevel } from '../statistics/multiple-comparisons.js';
import type { Effort, Prediction, Trial } from './known-system.js';

/** The chance that all rows pass of a simulator and a theory that agree, at least. */
export const confidence = 0.99;

/** One number, predicted and observed. */
export interface Row {
  readonly system: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly measure: string;
  readonly check: Prediction['check'];
  readonly theory: number;
  readonly observed: number;
  /** Holds the true mean at the level of the row; both ends are `observed` where nothing is random. */
  readonly low: number;
  readonly high: number;
  /**
   * The relative error that a formula cannot have without failing the row, observed as it was: a theory that much larger or smaller is
   * refused. Of a bound, how much smaller.
   */
  readonly detects: number;
  readonly pass: boolean;
  readonly effort: Effort;
}

/**
 * The level of the interval of each row. Rows of chance share a chance of 1% to fail where nothing is wrong, by
 * Bonferroni's correction, which asks nothing of how they depend on each other; exact rows have none.
 */
export function levelOfRows(trials: readonly Trial[]): number {
  const random = trials
    .flatMap(({ predictions }) => Object.values(predictions))
    .filter(({ check }) => check !== 'exact');
  return bonferroniLevel(confidence, Math.max(1, random.length));
}

/** Observes a trial, with draws of its own, and holds what is observed against what is predicted: a row a prediction. */
export async function rowsOf(trial: Trial, seed: number, level: number): Promise<Row[]> {
  const { system, parameters, effort, predictions } = trial;
  const streams = new Streams(seed);
  const estimates = await trial.observe(streams.key(`${system} ${JSON.stringify(parameters)}`));
  return Object.entries(predictions).map(([measure, prediction]) => {
    const estimate = estimates[measure];
    if (!estimate) throw new Error(`${system} predicts ${measure}, but does not observe it`);
    return { system, parameters, measure, effort, ...compared(prediction, estimate, level) };
  });
}

/** What a prediction and an estimate make of a row. */
export function compared(
  prediction: Prediction,
  estimate: Estimate,
  level: number,
): Pick<Row, 'check' | 'theory' | 'observed' | 'low' | 'high' | 'detects' | 'pass'> {
  const { check, value: theory } = prediction;
  const half = check === 'exact' ? 0 : halfWidth(estimate, level);
  const [low, high] = [estimate.mean - half, estimate.mean + half];
  const row = { check, theory, observed: estimate.mean, low, high };
  if (check === 'exact') {
    const pass = Math.abs(estimate.mean - theory) <= prediction.tolerance;
    return { ...row, pass, detects: (2 * prediction.tolerance) / Math.abs(theory) };
  }
  if (check === 'at-most') return { ...row, pass: high <= theory, detects: 1 - high / theory };
  const bias = prediction.bias ?? 0;
  return {
    ...row,
    pass: low <= theory + bias && high >= theory,
    detects: (2 * half + bias) / Math.abs(theory),
  };
}
