import { quoted } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { suggestion } from '../input/nearest.js';
import type { SourcedScenario } from '../scenario/load.js';
import { type Alternative, requireSameWarmup } from './alternative.js';
import {
  type Experiment,
  type ExperimentTerms,
  experiment,
  leastReplications,
  usualLevel,
  usualReplications,
} from './experiment.js';
import { checkMetrics, checkWhole } from './given-options.js';
import { localRunner } from './job-runner.js';
import { metricNames } from './metrics.js';

/** How alternatives are compared. By default as `vickrey compare` does it. */
export interface CompareOptions extends Partial<Omit<ExperimentTerms, 'alternatives'>> {
  /** Cores to use, at least 1, which is the default. What is found does not depend on it. */
  readonly workers?: number;
}

/**
 * Compares scenarios on common random numbers: every one runs under the seed of each replication, and
 * differences are of pairs. All metrics by default, the first scenario as the baseline, 30
 * replications, seeds from that of the first scenario, and intervals that hold together with
 * probability 0.95.
 *
 * @param scenarios - by their names, at least 2
 * @throws InputError where the options cannot be, where a warm-up is left to MSER-5, or where
 *   scenarios do not see the same tasks
 * @throws RunFailure where a run fails
 */
export async function compare(
  scenarios: Readonly<Record<string, SourcedScenario>>,
  options: CompareOptions = {},
): Promise<Experiment> {
  const alternatives = Object.entries(scenarios).map(([name, loaded]) => ({ name, loaded }));
  const { workers = 1 } = options;
  const terms = termsOf(alternatives, options);
  checkWhole('workers', workers, 1);
  const runner = localRunner(workers, { runs: alternatives.length * terms.replications });
  try {
    return await experiment(terms, runner);
  } finally {
    await runner.close();
  }
}

function termsOf(alternatives: readonly Alternative[], options: CompareOptions): ExperimentTerms {
  const [first] = alternatives;
  if (!first || alternatives.length < 2) {
    throw new InputError({ message: 'there is nothing to compare with: give two scenarios or more' });
  }
  for (const { loaded, name } of alternatives) requireSameWarmup(loaded, name);
  const terms = {
    ...{ alternatives, baseline: first.name, metrics: metricNames, seed: first.loaded.scenario.seed },
    ...{ replications: usualReplications, level: usualLevel },
    ...options,
  };
  check(terms);
  return terms;
}

function check({ alternatives, baseline, level, metrics, precision, replications, seed }: ExperimentTerms) {
  const names = alternatives.map(({ name }) => name);
  if (!names.includes(baseline)) {
    const message = `baseline: ${quoted(baseline)} is none of the alternatives`;
    throw new InputError({ message, hint: suggestion(baseline, names) });
  }
  checkMetrics(metrics);
  checkWhole('seed', seed, 0);
  checkWhole('replications', replications, precision === undefined ? 2 : leastReplications);
  if (!(level > 0 && level < 1)) throw new InputError({ message: `level: must be in (0, 1), not ${level}` });
  if (precision !== undefined && !(precision > 0)) {
    throw new InputError({ message: `precision: must be a share above 0, not ${precision}` });
  }
}
