/** Many runs: scenarios compared, replicated and swept; paired differences and intervals. */

export type { Alternative } from './experiments/alternative.js';
export type { Best } from './experiments/best.js';
export { type CompareOptions, compare } from './experiments/compare.js';
export type { Difference, Verdict } from './experiments/difference.js';
export type { Experiment, ExperimentTerms, Run } from './experiments/experiment.js';
export { type MetricName, metricNames } from './experiments/metrics.js';
export type { Completed, Failure } from './experiments/result.js';
export { RunFailure } from './experiments/run-failure.js';
export type { Shortfall } from './experiments/run-lengths.js';
export type { Withheld } from './experiments/sample.js';
export type { PointEstimate } from './experiments/sweep/point-estimates.js';
export type { Json } from './experiments/sweep/setting.js';
export {
  type PointResults,
  type PointRun,
  type ReplicateOptions,
  replicate,
  type SweepOptions,
  sweep,
} from './experiments/sweep/sweep.js';
export { type Estimate, estimateOf, halfWidth } from './statistics/estimate.js';
export { type MeanInterval, meanInterval } from './statistics/mean-interval.js';
export { type PairedDifference, pairedDifference } from './statistics/paired.js';
export { type RatioInterval, ratioOfMeans } from './statistics/ratio-of-means.js';
