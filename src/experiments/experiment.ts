import { InputError } from '../input/input-error.js';
import { bonferroniLevel } from '../statistics/multiple-comparisons.js';
import type { Alternative } from './alternative.js';
import { type Best, bestOf } from './best.js';
import { type Difference, differenceOf } from './difference.js';
import { type Job, jobOf } from './job.js';
import type { JobRunner } from './job-runner.js';
import { type MetricName, metricNames, metrics as metricTerms } from './metrics.js';
import type { Completed, Result } from './result.js';
import { RunFailure } from './run-failure.js';
import { type RunLengths, runLengthsOf, type Shortfall, shortfallOf } from './run-lengths.js';
import { type Sample, sampleOf } from './sample.js';
import { seedsOf } from './seeds.js';

/** Replications below which a wanted precision stops nothing: an early error may be too small by chance. */
export const leastReplications = 20;

/** Replications of each scenario where nothing else is said. */
export const usualReplications = 30;

/** Probability that all intervals of an experiment hold together where nothing else is said. */
export const usualLevel = 0.95;

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
  readonly stop: Completed['stop'];
  readonly tasks: Completed['tasks'];
  readonly values: Readonly<Record<MetricName, number>>;
  readonly sojourns: Completed['sojourns'];
}

export interface Experiment {
  readonly runs: readonly Run[];
  readonly replications: number;
  readonly differences: readonly Difference[];
  /** Level of each interval: of differences and of ratios. */
  readonly eachLevel: number;
  /** Of each alternative, what its runs are too short for. */
  readonly shortfalls: ReadonlyMap<string, Shortfall>;
  /** Which alternatives may be the best, where there are more than two, in each metric in which less is better. */
  readonly best: readonly Best[];
  /** Whether all replications saw the same arrivals, as of a trace that says all of its tasks, and nothing varied but the rest. */
  readonly sameArrivals: boolean;
  /** With a wanted precision: whether it was reached, and about how many replications it takes in all. */
  readonly precise?: { readonly reached: boolean; readonly replications: number | null };
}

/**
 * Runs every alternative under the seed of each replication, and compares by pairs. What is found does not depend on the order in which
 * the runner is done with runs.
 *
 * @param onRun - told how many runs are done
 * @throws RunFailure where a run fails
 * @throws InputError where alternatives do not see the same tasks
 */
export async function experiment(
  asked: ExperimentTerms,
  runner: JobRunner,
  onRun: (done: number) => void = () => {},
): Promise<Experiment> {
  const { alternatives, precision } = asked;
  const terms = { ...asked, lengths: alternatives.map(({ loaded }) => runLengthsOf(loaded)) };
  const runs: Run[] = [];
  const arrivals: string[] = [];
  let precise: Experiment['precise'];
  for await (const { run, arrivals: seen } of outcomes(terms, runner)) {
    arrivals[run.replication] ??= seen;
    requireSame(arrivals[run.replication]!, seen, alternatives[0]!.name, run);
    runs.push(run);
    onRun(runs.length);
    if (precision === undefined || runs.length % alternatives.length > 0) continue;
    precise = precisionOf(terms, runs, run.replication + 1, precision);
    if (precise?.reached) break;
  }
  return {
    runs,
    replications: arrivals.length,
    differences: differencesOf(terms, runs),
    eachLevel: eachLevelOf(terms),
    shortfalls: shortfallsOf(terms, runs),
    best: bestsOf(terms, runs),
    sameArrivals: new Set(arrivals).size === 1,
    ...(precise && { precise }),
  };
}

interface Terms extends ExperimentTerms {
  /** Of each alternative, how long its runs should be. */
  readonly lengths: readonly RunLengths[];
}

/** A run that is planned. */
interface Planned extends Pick<Run, 'alternative' | 'replication' | 'seed'> {
  readonly job: Job;
}

/** Replication by replication, alternative by alternative. */
function* planOf({ alternatives, replications, seed }: ExperimentTerms): Generator<Planned> {
  const seeds = seedsOf(seed);
  for (let replication = 0; replication < replications; replication++) {
    const drawn = seeds.next().value as number;
    for (const { name, loaded } of alternatives) {
      const job = jobOf(loaded, { seed: drawn, metrics: metricNames });
      yield { alternative: name, replication, seed: drawn, job };
    }
  }
}

/** What came of the runs, in the order of the plan, however the runner orders them. */
async function* outcomes(
  terms: ExperimentTerms,
  runner: JobRunner,
): AsyncGenerator<{ run: Run; arrivals: string }> {
  const plan: Planned[] = [];
  const results = new Map<Job, Result>();
  function* jobs(): Generator<Job> {
    for (const planned of planOf(terms)) {
      plan.push(planned);
      yield planned.job;
    }
  }
  for await (const { job, result } of runner.run(jobs())) {
    results.set(job, result);
    for (let next = plan[0]; next && results.has(next.job); next = plan[0]) {
      yield outcomeOf(next, results.get(next.job)!);
      results.delete(next.job);
      plan.shift();
    }
  }
}

function outcomeOf({ alternative, replication, seed }: Planned, { outcome }: Result) {
  if ('failure' in outcome) throw new RunFailure(alternative, replication, seed, outcome.failure);
  const { arrivals, digest, sojourns, stop, tasks } = outcome;
  const values = Object.fromEntries(
    metricNames.map((name) => [name, outcome.metrics[name] ?? Number.NaN]),
  ) as Run['values'];
  return { run: { alternative, replication, seed, digest, stop, tasks, values, sojourns }, arrivals };
}

/** Differences mean something only where nothing but the alternatives differed. */
function requireSame(arrivals: string, seen: string, first: string, { alternative, seed }: Run): void {
  if (seen === arrivals) return;
  throw new InputError({
    file: alternative,
    message: `does not get the same tasks as ${first} under the seed ${seed}: a difference would be one of workloads`,
    hint: 'compare scenarios that agree in arrivals, in the attributes of tasks, and in tasks, until or rounds of time',
  });
}

function differencesOf(terms: Terms, runs: readonly Run[]): Difference[] {
  return terms.metrics.flatMap((metric) => differencesIn(metric, terms, runs));
}

function differencesIn(metric: MetricName, terms: Terms, runs: readonly Run[]): Difference[] {
  const level = eachLevelOf(terms);
  const samples = samplesOf(metric, terms, runs);
  const baseline = samples.get(terms.baseline)!;
  return others(terms).map((alternative) =>
    differenceOf({ alternative, metric }, samples.get(alternative)!, baseline, level),
  );
}

/** All of them hold together with the level of the experiment. */
function bestsOf(terms: Terms, runs: readonly Run[]): Best[] {
  if (terms.alternatives.length < 3) return [];
  const judged = terms.metrics.filter((metric) => metricTerms[metric].better === 'lower');
  const level = bonferroniLevel(terms.level, judged.length);
  return judged.flatMap((metric) => bestOf(metric, samplesOf(metric, terms, runs), level) ?? []);
}

/** Of the first metric. */
function precisionOf(
  terms: Terms,
  runs: readonly Run[],
  replications: number,
  precision: number,
): Experiment['precise'] {
  const unknown = { reached: false, replications: null };
  if (replications < 2) return unknown;
  const differences = differencesIn(terms.metrics[0]!, terms, runs);
  const allowed = precision * Math.abs(differences[0]!.baselineMean ?? 0);
  const widest = Math.max(...differences.map(reachOf));
  const most = widest === 0 ? 0 : replications * (widest / allowed) ** 2;
  return {
    reached: replications >= leastReplications && widest <= allowed,
    replications: Number.isFinite(most) ? Math.max(leastReplications, Math.ceil(most)) : null,
  };
}

/** How far the interval reaches from the difference, on the side where it reaches further; infinite where there is none. */
function reachOf({ difference, low, high }: Difference): number {
  if (low === null || high === null || difference === null) return Number.POSITIVE_INFINITY;
  return Math.max(difference - low, high - difference);
}

/** Every interval holds together with every other one that is shown: each difference has a ratio beside it. */
function eachLevelOf(terms: ExperimentTerms): number {
  return bonferroniLevel(terms.level, 2 * others(terms).length * terms.metrics.length);
}

function others({ alternatives, baseline }: ExperimentTerms): string[] {
  return alternatives.map(({ name }) => name).filter((name) => name !== baseline);
}

/** Of every alternative, in the order of the terms. */
function samplesOf(metric: MetricName, terms: Terms, runs: readonly Run[]): Map<string, Sample> {
  const shortfalls = shortfallsOf(terms, runs);
  return new Map(
    terms.alternatives.map(({ name }) => {
      const own = runs.filter(({ alternative }) => alternative === name);
      const known = own.map(({ sojourns, tasks, values }) => ({
        ...{ sojourns, tasks },
        metrics: { [metric]: values[metric] },
      }));
      return [name, sampleOf(metric, known, shortfalls.get(name)!)];
    }),
  );
}

/** Of every alternative, in the order of the terms. */
function shortfallsOf({ alternatives, lengths }: Terms, runs: readonly Run[]): Map<string, Shortfall> {
  return new Map(
    alternatives.map(({ name }, i) => {
      const own = runs.filter(({ alternative }) => alternative === name);
      return [name, shortfallOf(lengths[i]!, own)];
    }),
  );
}
