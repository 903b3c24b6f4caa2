import { Streams } from '../random/streams.js';
import { quantilesOf, reach } from '../statistics/mean-interval.js';
import { bonferroniLevel } from '../statistics/multiple-comparisons.js';
import type { Effort, Observation, Prediction, Trial } from './known-system.js';

/** The chance that all rows pass of a simulator and a theory that agree, at least. */
export const confidence = 0.99;

/**
 * What a row comes to. `undecided`: what was observed cannot tell theory from one that is {@link coarsest} off, or cannot tell anything.
 */
export type Verdict = 'pass' | 'fail' | 'undecided';

/** A row that would pass a formula that is off by more than this is no evidence. */
const coarsest = 0.25;

/** An observation that rests on fewer events than this is not near enough to normal, nor precise enough, to decide. */
const fewestEvents = 400;

/** One number, predicted and observed. */
export interface Row {
  readonly system: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly measure: string;
  readonly check: Prediction['check'];
  readonly theory: number;
  /** Theory knows the number to within this much on either side. */
  readonly theoryError: number;
  /** `null` where some run had nothing to observe. */
  readonly observed: number | null;
  /** Holds the true mean at the level of the row; `null` where nothing is random, or too little was seen. */
  readonly interval: readonly [low: number, high: number] | null;
  /**
   * The relative error that a formula cannot have without failing the row, observed as it was: a theory that much larger or smaller is
   * refused. Of a bound, how much smaller. `null` where there is no interval to tell by, or theory is 0.
   */
  readonly detects: number | null;
  readonly verdict: Verdict;
  /** Why it is undecided, or that it passes although it failed at first; in words. */
  readonly why?: string;
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

/**
 * Observes a trial, with draws of its own, and holds what is observed against what is predicted: a row a prediction.
 * Where a row of chance fails the trial is observed twice more, and the row fails if it fails again. So chance alone
 * fails it with twice the square of 1 − level, and what is wrong at all still fails it nearly always.
 */
export async function rowsOf(trial: Trial, seed: number, level: number): Promise<Row[]> {
  const rows = await observedRows(trial, seed, '', level);
  if (!rows.some(mayBeChance)) return rows;
  const second = await observedRows(trial, seed, ' again', level);
  const third = await observedRows(trial, seed, ' once more', level);
  return rows.map((row, i) => {
    const others = [second[i]!, third[i]!];
    if (!mayBeChance(row) || others.some(({ verdict }) => verdict === 'fail')) return row;
    const unsure = others.find(({ verdict }) => verdict === 'undecided');
    return unsure ?? { ...others[0]!, why: 'held on 2 of 3 sets of draws' };
  });
}

function mayBeChance({ check, verdict }: Row): boolean {
  return verdict === 'fail' && check !== 'exact';
}

/** @param draws - names the draws that are the trial's own */
async function observedRows(trial: Trial, seed: number, draws: string, level: number): Promise<Row[]> {
  const { system, parameters, effort, predictions } = trial;
  const streams = new Streams(seed);
  const estimates = await trial.observe(streams.key(`${system} ${JSON.stringify(parameters)}${draws}`));
  return Object.entries(predictions).map(([measure, prediction]) => {
    const estimate = estimates[measure];
    if (estimate === undefined) throw new Error(`${system} predicts ${measure}, but does not observe it`);
    return { system, parameters, measure, effort, ...compared(prediction, estimate, level) };
  });
}

/** What a row says besides its name. */
type Comparison = Omit<Row, 'system' | 'parameters' | 'measure' | 'effort'>;

/** What a prediction and an estimate make of a row. */
export function compared(prediction: Prediction, estimate: Observation | null, level: number): Comparison {
  const { check, value: theory } = prediction;
  const theoryError = check === 'mean' ? (prediction.error ?? 0) : 0;
  const row = { check, theory, theoryError, observed: estimate?.mean ?? null };
  const silent = { ...row, interval: null, detects: null };
  if (!estimate) return { ...silent, verdict: 'undecided', why: 'a run saw nothing of the kind' };
  if (check === 'exact') return { ...row, ...exactly(prediction, estimate.mean) };
  if (check === 'mean' && (prediction.events ?? Number.POSITIVE_INFINITY) < fewestEvents) {
    return { ...silent, ...ofFewEvents(theory + theoryError, prediction.events!, estimate.mean, level) };
  }
  // A mean of runs that are all alike has no interval: nothing about it is random, or something is wrong.
  if (estimate.error === 0 && check === 'mean') {
    const tolerance = Math.max(theoryError, ROUNDING * Math.abs(theory));
    return { ...row, ...exactly({ value: theory, tolerance }, estimate.mean) };
  }
  const [low, high] = intervalOf(estimate, level, ROUNDING * Math.abs(theory));
  const told = { ...row, interval: estimate.error === 0 ? null : ([low, high] as const) };
  if (check === 'at-most') {
    return { ...told, verdict: high <= theory ? 'pass' : 'fail', detects: share(theory - high, theory) };
  }
  const detects = share(high - low + 2 * theoryError, theory);
  if (low > theory + theoryError || high < theory - theoryError) return { ...told, detects, verdict: 'fail' };
  if (detects !== null && detects > coarsest) {
    return { ...told, detects, verdict: 'undecided', why: 'the interval is too wide' };
  }
  return { ...told, detects, verdict: 'pass' };
}

/** Numbers that are alike but for rounding differ by no larger share. */
const ROUNDING = 1e-9;

/** Holds the true mean at `level`; further by `rounding`. */
function intervalOf(estimate: Observation, level: number, rounding: number): [low: number, high: number] {
  const { mean, error, freedom, skewness = 0 } = estimate;
  if (error === 0) return [mean - rounding, mean + rounding];
  const { below, above } = reach(quantilesOf(level, freedom), freedom + 1, skewness);
  return [mean - below * error - rounding, mean + above * error + rounding];
}

/** Without chance: the number itself or not. */
function exactly({ value, tolerance }: { value: number; tolerance: number }, observed: number) {
  const detects = share(2 * tolerance, value);
  const row = { check: 'exact' as const, interval: null, detects };
  if (Math.abs(observed - value) > tolerance) return { ...row, verdict: 'fail' as const };
  if (detects !== null && detects > coarsest) {
    return { ...row, verdict: 'undecided' as const, why: 'rounding is as large' };
  }
  return { ...row, verdict: 'pass' as const };
}

/**
 * Of a number ≥ 0 that rests on too few events for an interval: no more than that its mean is hardly ever so many times what it
 * should be (Markov's inequality).
 */
function ofFewEvents(theory: number, events: number, observed: number, level: number) {
  if (observed > theory / (1 - level)) return { verdict: 'fail' as const };
  return { verdict: 'undecided' as const, why: `it rests on ${Math.round(events)} events as expected` };
}

/** `part` as a share of `whole`; `null` where that is 0. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / Math.abs(whole);
}
