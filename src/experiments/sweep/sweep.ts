import type { SourcedScenario } from '../../scenario/load.js';
import { usualReplications } from '../experiment.js';
import { checkMetrics, checkWhole } from '../given-options.js';
import { localRunner } from '../job-runner.js';
import { type MetricName, metricNames } from '../metrics.js';
import { completed, failureOf } from '../result.js';
import type { Shortfall } from '../run-lengths.js';
import { Results } from '../store/results.js';
import { loadSweep } from './load-sweep.js';
import { planOf, type SweepPlan, sweepPoint } from './plan.js';
import type { PointEstimate } from './point-estimates.js';
import { type FinishedRun, findingsOf, finishedRuns, makeRuns, missingRuns } from './run-sweep.js';
import type { Json } from './setting.js';

/** One run of one point. */
export interface PointRun {
  /** From 0. */
  readonly replication: number;
  readonly seed: number;
  /** Of the run, as in `summary.json`; null where it failed. */
  readonly digest: string | null;
  /** Those that were wanted; null where the run has no such value. */
  readonly values: Readonly<Partial<Record<MetricName, number | null>>>;
  /** Why it failed. */
  readonly failure?: string;
}

/** What came of one scenario in all its runs. */
export interface PointResults {
  /** What is varied, by its path. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** In the order of the replications. */
  readonly runs: readonly PointRun[];
  /** One a metric; runs that failed are left out. */
  readonly estimates: readonly PointEstimate[];
  /** What the runs are too short for. */
  readonly shortfall: Shortfall;
}

/** Where runs are made. */
export interface SweepOptions {
  /** Cores to use, at least 1, which is the default. What is found does not depend on it. */
  readonly workers?: number;
}

/** How a scenario is replicated. By default as `vickrey replicate` does it. */
export interface ReplicateOptions extends SweepOptions {
  /** At least 1; 30 by default. */
  readonly replications?: number;
  /** Seeds of runs come from it; by default the scenario's. */
  readonly seed?: number;
  /** All of them by default. */
  readonly metrics?: readonly MetricName[];
}

/**
 * Runs a scenario at the points of a sweep file, as `vickrey sweep` does, and keeps the results in
 * memory. A run that fails says why in its place.
 *
 * @returns one a point, in the order of the file's design
 * @throws InputError with everything that is wrong with the file or the scenario at any point
 */
export async function sweep(file: string, { workers = 1 }: SweepOptions = {}): Promise<PointResults[]> {
  const { plan } = await loadSweep(file);
  return resultsOf(plan, workers);
}

/**
 * Runs a scenario many times, each with a seed of its own. A run that fails says why in its place.
 *
 * @throws InputError where an option cannot be
 */
export async function replicate(
  loaded: SourcedScenario,
  { metrics = metricNames, replications = usualReplications, seed, workers = 1 }: ReplicateOptions = {},
): Promise<PointResults> {
  const { name, seed: own } = loaded.scenario;
  checkWhole('replications', replications, 1);
  checkWhole('seed', seed ?? own, 0);
  checkMetrics(metrics);
  const points = [sweepPoint(loaded, { metrics: [...metrics] })];
  const plan = planOf({ name, seed: seed ?? own, replications, commonRandomNumbers: false, points });
  const [results] = await resultsOf(plan, workers);
  return results!;
}

async function resultsOf(plan: SweepPlan, workers: number): Promise<PointResults[]> {
  checkWhole('workers', workers, 1);
  const store = new Results();
  const runner = localRunner(workers, { runs: plan.runs.length });
  try {
    await makeRuns(plan, missingRuns(plan, store, false), store, runner, () => {});
  } finally {
    await runner.close();
  }
  const runs = finishedRuns(plan, store);
  const findings = findingsOf(plan, runs, plan.points[0]!.job.metrics);
  const byPoint = plan.points.map((): PointRun[] => []);
  for (const run of runs) byPoint[run.point]!.push(pointRun(run));
  return plan.points.map(({ parameters }, i) => ({ parameters, runs: byPoint[i]!, ...findings[i]! }));
}

function pointRun({ replication, result, seed }: FinishedRun): PointRun {
  const ended = completed(result);
  const failure = failureOf(result)?.message;
  return {
    ...{ replication, seed, digest: ended?.digest ?? null, values: ended?.metrics ?? {} },
    ...(failure !== undefined && { failure }),
  };
}
