import { createHash } from 'node:crypto';
import type { Job } from '../job.js';
import type { JobRunner } from '../job-runner.js';
import type { MetricName } from '../metrics.js';
import { type Completed, completed, failureOf, type Result } from '../result.js';
import { type Shortfall, shortfallOf } from '../run-lengths.js';
import type { ResultStore } from '../store/results.js';
import { jobFor, type PlannedRun, type SweepPlan } from './plan.js';
import { type PointEstimate, pointEstimate } from './point-estimates.js';

/** A run of a sweep that is done. */
export interface FinishedRun extends PlannedRun {
  readonly result: Result;
}

/** The runs of a plan that are to be made: each job once, whatever runs it is the job of. */
export function missingRuns(plan: SweepPlan, { results }: ResultStore, retry: boolean): PlannedRun[] {
  const planned = new Set<string>();
  return plan.runs.filter(({ key }) => {
    const before = results.get(key);
    const done = before !== undefined && !(retry && failureOf(before));
    if (done || planned.has(key)) return false;
    planned.add(key);
    return true;
  });
}

/**
 * Makes these runs of a plan, and adds each to the store as it is done.
 *
 * @param onRun - told of each, once it is in the store
 */
export async function makeRuns(
  plan: SweepPlan,
  missing: readonly PlannedRun[],
  store: ResultStore,
  runner: JobRunner,
  onRun: (run: FinishedRun) => void,
): Promise<void> {
  const planned = new Map<Job, PlannedRun>();
  function* jobs(): Generator<Job> {
    for (const run of missing) {
      const job = jobFor(plan, run);
      planned.set(job, run);
      yield job;
    }
  }
  for await (const { job, result } of runner.run(jobs())) {
    store.add(result);
    onRun({ ...planned.get(job)!, result });
    planned.delete(job);
  }
}

/** The runs of a plan that are done, in its order. */
export function finishedRuns(plan: SweepPlan, { results }: ResultStore): FinishedRun[] {
  return plan.runs.flatMap((run) => {
    const result = results.get(run.key);
    return result ? [{ ...run, result }] : [];
  });
}

/**
 * SHA-256 over the digests of all runs, in the order of the plan; of a failed run, its message. Whoever made the runs, where and in what
 * order changes nothing.
 */
export function sweepDigest(runs: readonly FinishedRun[]): string {
  const hash = createHash('sha256');
  for (const { key, result } of runs) {
    hash.update(`${key} ${completed(result)?.digest ?? `failed: ${failureOf(result)!.message}`}\n`);
  }
  return hash.digest('hex');
}

/** The value that a run has of a metric, or NaN. */
export function metricOf({ result }: FinishedRun, metric: MetricName): number {
  return completed(result)?.metrics[metric] ?? Number.NaN;
}

/** What is known at a point, from the runs that are done. */
interface PointFindings {
  readonly estimates: readonly PointEstimate[];
  /** What its runs are too short for. */
  readonly shortfall: Shortfall;
}

/** What is known of each metric at each point. O(runs · metrics). */
export function findingsOf(
  plan: SweepPlan,
  runs: readonly FinishedRun[],
  metrics: readonly MetricName[],
): PointFindings[] {
  const byPoint = plan.points.map((): Completed[] => []);
  for (const { point, result } of runs) {
    const ended = completed(result);
    if (ended) byPoint[point]!.push(ended);
  }
  return byPoint.map((own, point) => {
    const shortfall = shortfallOf(plan.points[point]!.lengths, own);
    return {
      shortfall,
      estimates: metrics.map((metric) => pointEstimate(metric, own, shortfall)),
    };
  });
}
