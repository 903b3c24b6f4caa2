import { quoted } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { suggestion } from '../input/nearest.js';
import { type MetricName, metricNames } from './metrics.js';

/**
 * Checks an option that a program gives.
 *
 * @throws InputError where it is no whole number from `least`
 */
export function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new InputError({ message: `${name}: must be a whole number from ${least}, not ${value}` });
}

/** @throws InputError where there is none, or one that is not known */
export function checkMetrics(metrics: readonly string[]): asserts metrics is readonly MetricName[] {
  if (metrics.length === 0) throw new InputError({ message: 'metrics: must name one at least' });
  const names: readonly string[] = metricNames;
  const unknown = metrics.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new InputError({
    message: `metrics: ${quoted(unknown)} is no metric`,
    hint: suggestion(unknown, names),
  });
}
