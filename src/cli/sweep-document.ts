import { metrics } from '../experiments/metrics.js';
import { completed, failureOf } from '../experiments/result.js';
import type { SweepPlan } from '../experiments/sweep/plan.js';
import { level } from '../experiments/sweep/point-estimates.js';
import { type FinishedRun, findingsOf, sweepDigest } from '../experiments/sweep/run-sweep.js';
import type { SweepDocument, SweptRun } from '../output/sweep/sweep-document.js';
import { version } from '../simulation/version.js';

/** What came of a sweep, as it is written and printed. */
export function sweepDocument(plan: SweepPlan, runs: readonly FinishedRun[]): SweepDocument {
  const names = plan.points[0]!.job.metrics;
  const failed = runs.filter(({ result }) => failureOf(result));
  const findings = findingsOf(plan, runs, names);
  const countOf = (list: readonly FinishedRun[]): number[] => {
    const counts = plan.points.map(() => 0);
    for (const { point } of list) counts[point]!++;
    return counts;
  };
  const [all, failures] = [countOf(runs), countOf(failed)];
  const everyPoint = plan.commonRandomNumbers || plan.points.length === 1;
  const provenances = runs.map(({ result }) => result.provenance);
  return {
    name: plan.name,
    seed: plan.seed,
    plan: plan.hash,
    digest: sweepDigest(runs),
    version,
    commits: distinct(provenances.map(({ commit }) => commit ?? '')),
    hosts: distinct(provenances.map(({ host }) => host)),
    replications: plan.replications,
    commonRandomNumbers: plan.commonRandomNumbers,
    level,
    runs: { planned: plan.runs.length, ended: runs.length - failed.length, failed: failed.length },
    parameters: distinct(plan.points.flatMap(({ parameters }) => Object.keys(parameters))),
    metrics: names.map((name) => {
      const { better, short, title, unit } = metrics[name];
      return { name, title, short, unit, better };
    }),
    points: plan.points.map(({ idleSettings, parameters, scenario }, point) => ({
      point,
      parameters: { ...parameters },
      scenario,
      idleSettings: [...idleSettings],
      ended: all[point]! - failures[point]!,
      failed: failures[point]!,
      ...findings[point]!.shortfall,
      estimates: [...findings[point]!.estimates],
    })),
    ...(everyPoint && { seeds: plan.runs.filter(({ point }) => point === 0).map(({ seed }) => seed) }),
    failures: failed.map(({ point, replication, result, seed }) => ({
      ...{ point, replication, seed, parameters: { ...plan.points[point]!.parameters } },
      host: result.provenance.host,
      message: failureOf(result)!.message,
    })),
  };
}

/** The rows of the table of runs. */
export function sweptRuns({ points }: SweepPlan, runs: readonly FinishedRun[]): SweptRun[] {
  return runs.map(({ key, point, replication, result, seed }) => {
    const { parameters, scenario } = points[point]!;
    const { commit, host, version } = result.provenance;
    return {
      ...{ point, replication, seed, parameters: { ...parameters }, scenario, key },
      ended: completed(result),
      failure: failureOf(result)?.message ?? '',
      ...{ version, commit: commit ?? '', host },
    };
  });
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}
