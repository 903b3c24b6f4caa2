/** The engine for a model of one's own: events and time, random streams, statistics with intervals. */
export { type Column, extended } from './engine/columns.js';
export { elapsed, evenly, instant } from './engine/decimal-time.js';
export { EventQueue } from './engine/event-queue.js';
export type { EventSource } from './engine/event-source.js';
export { type RunLimits, Scheduler, type StopReason } from './engine/scheduler.js';
export type { EventHandler, System } from './engine/system.js';
export { type Distribution, type Sampler, sampler, type Uniform } from './random/distribution.js';
export { exponentialGap } from './random/exponential-gap.js';
export { Streams } from './random/streams.js';
export { BatchMeans } from './statistics/batch-means.js';
export { type Estimate, estimateOf, halfWidth } from './statistics/estimate.js';
export { type MeanInterval, meanInterval } from './statistics/mean-interval.js';
export { Moments } from './statistics/moments.js';
export { QuantileSketch } from './statistics/quantile-sketch.js';
export { TimeAverage } from './statistics/time-average.js';
