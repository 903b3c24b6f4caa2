import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type MetricName, metricNames } from '../experiments/metrics.js';
import { quoted } from '../input/harmless.js';
import { suggestion } from '../input/nearest.js';

/** `--metric a,b`; undefined where it is not given. */
export function metricsOption(description: string) {
  const names = `${description}, comma-separated: ${metricNames.join(', ')} (default: all)`;
  return new Option('--metric <names>', names).argParser(metricList);
}

function metricList(text: string): MetricName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(metricNames as string[]).includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`${quoted(unknown)}: ${suggestion(unknown, metricNames)}`);
  return [...new Set(names)] as MetricName[];
}
