import { InputError } from '../input/input-error.js';
import type { Summary } from '../simulation/summary.js';
import { bonferroniLevel } from '../statistics/multiple-comparisons.js';
import { pairedDifference } from '../statistics/paired.js';
import { isPrecise, replicationsWanted } from '../statistics/stopping-rule.js';
import type { Alternative } from './alternatives.js';
import { type Difference, differenceOf } from './difference.js';
import { type MetricName, metrics } from './metrics.js';
import type { Outcome, Runner } from './replication.js';
import { replicationSeed } from './replication-seed.js';
import { RunFailure } from './run-failure.js';

/** Replications below which a wanted precision stops nothing: an early error may be too small by chance. */
export const leastReplications = 10;

/** What is compared, and how precisely. */
export interface ExperimentTerms {
  /** At least 2. */
  readonly alternatives: readonly Alternative[];
  /** The name of one of them, with which all others are compared. */
  readonly baseline: string;
  /** At least 1; the first decides when differences are precise. */
  readonly metrics: readonly MetricName[];
  /** Seeds of replications are derived from it. */
  readonly seed: number;
  /** ≥ 2; with a precision, the most. */
  readonly replications: number;
  /** Stop where half the interval of each difference in the first metric is at most this share of the baseline's mean. */
  readonly precision?: number | undefined;
  /** Probability that all intervals hold together. */
  readonly level: number;
}

/** One run: an alternative in a replication. */
export interface Run {
  readonly alternative: string;
  readonly replication: number;
  readonly seed: number;
  readonly digest: string;
  readonly stop: Summary['stop'];
  readonly tasks: Summary['tasks'];
  readonly values: Readonly<Record<MetricName, number>>;
}

export interface Experiment {
  readonly runs: readonly Run[];
  readonly replications: number;
  readonly differences: readonly Difference[];
  /** Level of each interval. */
  readonly eachLevel: number;
  /** Whether all replications saw the same arrivals, as of a trace that says all of its tasks, and nothing varied but the rest. */
  readonly sameArrivals: boolean;
  /** With a wanted precision: whether it was reached, and about how many replications it takes in all. */
  readonly precise?: { readonly reached: boolean; readonly replications: number | null };
}

/**
 * Runs every alternative under the seed of each replication, and compares by pairs.
 *
 * @param run - runs one alternative under one seed
 * @param onRun - told how many runs are done
 * @throws RunFailure where a run fails
 * @throws InputError where alternatives do not see the same tasks
 */
export async function experiment(
  terms: ExperimentTerms,
  run: Runner,
  onRun: (done: number) => void = () => {},
): Promise<Experiment> {
  const { alternatives, precision } = terms;
  const runs: Run[] = [];
  const arrivals: string[] = [];
  let precise: Experiment['precise'];
  for (let replication = 0; replication < terms.replications && !precise?.reached; replication++) {
    const seed = replicationSeed(terms.seed, replication);
    for (const { name, loaded } of alternatives) {
      const outcome = await outcomeOf(() => run(loaded, seed), name, replication, seed);
      arrivals[replication] ??= outcome.arrivals;
      requireSame(arrivals[replication]!, outcome, alternatives[0]!.name, name, seed);
      runs.push(runOf(name, replication, seed, outcome.summary));
      onRun(runs.length);
    }
    if (precision !== undefined) precise = precisionOf(terms, runs, replication + 1, precision);
  }
  return {
    runs,
    replications: arrivals.length,
    differences: differencesOf(terms, runs),
    eachLevel: eachLevelOf(terms),
    sameArrivals: new Set(arrivals).size === 1,
    ...(precise && { precise }),
  };
}

async function outcomeOf(
  run: () => Promise<Outcome>,
  alternative: string,
  replication: number,
  seed: number,
): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    throw new RunFailure(alternative, replication, seed, error);
  }
}

/** Differences mean something only where nothing but the alternatives differed. */
function requireSame(arrivals: string, outcome: Outcome, first: string, name: string, seed: number): void {
  if (outcome.arrivals === arrivals) return;
  throw new InputError({
    file: name,
    message: `does not get the same tasks as ${first} under the seed ${seed}: a difference would be one of workloads`,
    hint: 'compare scenarios that agree in arrivals, in the attributes of tasks, and in tasks, until or rounds of time',
  });
}

function runOf(alternative: string, replication: number, seed: number, summary: Summary): Run {
  const values = Object.fromEntries(
    Object.entries(metrics).map(([name, { of }]) => [name, of(summary)]),
  ) as Run['values'];
  const { digest, stop, tasks } = summary;
  return { alternative, replication, seed, digest, stop, tasks, values };
}

function differencesOf(terms: ExperimentTerms, runs: readonly Run[]): Difference[] {
  const level = eachLevelOf(terms);
  return terms.metrics.flatMap((metric) =>
    others(terms).map((alternative) =>
      differenceOf(
        { alternative, metric },
        valuesOf(runs, alternative, metric),
        valuesOf(runs, terms.baseline, metric),
        level,
      ),
    ),
  );
}

function precisionOf(
  terms: ExperimentTerms,
  runs: readonly Run[],
  replications: number,
  precision: number,
): Experiment['precise'] {
  const [metric] = terms.metrics;
  if (replications < 2) return { reached: false, replications: null };
  const baseline = valuesOf(runs, terms.baseline, metric!);
  const mean = baseline.reduce((sum, value) => sum + value, 0) / replications;
  const wanted = {
    level: eachLevelOf(terms),
    absolute: precision * Math.abs(mean),
    least: leastReplications,
  };
  const estimates = others(terms).map(
    (name) => pairedDifference(valuesOf(runs, name, metric!), baseline).difference,
  );
  const most = Math.max(...estimates.map((each) => replicationsWanted(each, replications, wanted)));
  return {
    reached: estimates.every((each) => isPrecise(each, replications, wanted)),
    replications: Number.isFinite(most) ? most : null,
  };
}

/** Every interval holds together with every other one that is shown. */
function eachLevelOf(terms: ExperimentTerms): number {
  return bonferroniLevel(terms.level, others(terms).length * terms.metrics.length);
}

function others({ alternatives, baseline }: ExperimentTerms): string[] {
  return alternatives.map(({ name }) => name).filter((name) => name !== baseline);
}

function valuesOf(runs: readonly Run[], alternative: string, metric: MetricName): number[] {
  return runs.filter((run) => run.alternative === alternative).map(({ values }) => values[metric]);
}
