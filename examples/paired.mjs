// What is told of paired runs: two lists of values, the i-th of each from the same arrivals and tasks.
import { halfWidth, pairedDifference } from 'vickrey/experiments';

/** Mean of the differences, and the ends of its confidence interval by Student's t. */
export function difference(values, others, confidence) {
  const estimate = pairedDifference(values, others).difference;
  const half = halfWidth(estimate, confidence);
  return { mean: estimate.mean, low: estimate.mean - half, high: estimate.mean + half };
}

/** The same of values > 0 as a relative change: the geometric mean of the ratios, less 1. */
export function change(values, others, confidence) {
  const { mean, low, high } = difference(values.map(Math.log), others.map(Math.log), confidence);
  return { mean: Math.expm1(mean), low: Math.expm1(low), high: Math.expm1(high) };
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function geometricMean(values) {
  return Math.exp(mean(values.map(Math.log)));
}
