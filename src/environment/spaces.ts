/** The spaces that observations and actions are of, in the words of Gymnasium. */

/** Numbers within bounds, which are one for all entries, or one for each column. */
export interface Box {
  readonly type: 'Box';
  readonly dtype: 'float64';
  readonly shape: readonly number[];
  /** Inclusive; ±∞ where there is no bound, which JSON has as null. */
  readonly low: number | readonly number[];
  readonly high: number | readonly number[];
}

/** A choice of each agent among its own number of alternatives, counted from 0. */
export interface MultiDiscrete {
  readonly type: 'MultiDiscrete';
  readonly dtype: 'int64';
  readonly shape: readonly number[];
  readonly nvec: readonly number[];
}
