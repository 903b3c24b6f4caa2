import { createHash } from 'node:crypto';
import { type IdleSetting, idleSettings } from '../../scenario/idle-settings.js';
import type { SourcedScenario } from '../../scenario/load.js';
import { canonicalJson } from '../canonical-json.js';
import { type Job, jobKey, jobOf, scenarioHash } from '../job.js';
import { type RunLengths, runLengthsOf } from '../run-lengths.js';
import { seedsOf } from '../seeds.js';
import type { Json } from './setting.js';

/** One scenario of a sweep. */
export interface SweepPoint {
  /** What is varied, by its path; not every point need have every path. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** SHA-256 of its content, whatever the seed. */
  readonly scenario: string;
  /** What its runs are made from; they differ in the seed alone. */
  readonly job: Job;
  /** What the scenario changes and what does nothing in it. */
  readonly idleSettings: readonly IdleSetting[];
  /** How long its runs should be. */
  readonly lengths: RunLengths;
}

/** One run of a sweep. */
export interface PlannedRun {
  /** Of the points, from 0. */
  readonly point: number;
  /** Of that point, from 0. */
  readonly replication: number;
  readonly seed: number;
  /** Of its job. */
  readonly key: string;
}

/** All runs that a sweep makes. */
export interface SweepPlan extends PlanTerms {
  /** The first replication of every point, then the second of every point … */
  readonly runs: readonly PlannedRun[];
  /** SHA-256 of all of this that results depend on. */
  readonly hash: string;
}

interface PlanTerms {
  readonly name: string;
  /** Seeds of runs are derived from it. */
  readonly seed: number;
  readonly replications: number;
  readonly commonRandomNumbers: boolean;
  readonly points: readonly SweepPoint[];
}

/** A point that runs a loaded scenario; `terms` are those of its job. */
export function sweepPoint(
  loaded: SourcedScenario,
  terms: Omit<Parameters<typeof jobOf>[1], 'seed'>,
): SweepPoint {
  const job = jobOf(loaded, { ...terms, seed: 0 });
  const { parameters } = job;
  return {
    ...{ parameters, scenario: scenarioHash(job), job },
    ...{ idleSettings: idleSettings(loaded), lengths: runLengthsOf(loaded) },
  };
}

/** The runs of these points: with common random numbers a seed a replication, else a seed a run. */
export function planOf(terms: PlanTerms): SweepPlan {
  const runs = [...plannedRuns(terms)];
  return { ...terms, runs, hash: hashOf(terms.points, runs) };
}

/** The hash that this plan would have with one replication: the same for any number of them. */
export function designHash({ points, runs }: SweepPlan): string {
  return hashOf(points, runs.slice(0, points.length));
}

function hashOf(points: readonly SweepPoint[], runs: readonly PlannedRun[]): string {
  const hash = createHash('sha256');
  for (const { parameters } of points) hash.update(`${canonicalJson(parameters)}\n`);
  for (const { key } of runs) hash.update(`${key}\n`);
  return hash.digest('hex');
}

/**
 * Whether runs with these keys are all of this plan, with as many replications as so many runs may be of. O(keys +
 * points · replications).
 */
export function holdsAll(plan: SweepPlan, keys: Iterable<string>): boolean {
  const unknown = new Set(keys);
  const { points } = plan;
  // Runs are begun in the order of the plan. Where workers were quick and slow or lines were damaged, some are missing.
  const replications = Math.max(plan.replications, 16 + 2 * Math.ceil(unknown.size / points.length));
  for (const { key } of plan.runs) unknown.delete(key);
  if (unknown.size === 0) return true;
  for (const { key } of plannedRuns({ ...plan, replications })) {
    unknown.delete(key);
    if (unknown.size === 0) return true;
  }
  return false;
}

/** The job of a run. */
export function jobFor({ points }: SweepPlan, { point, seed }: PlannedRun): Job {
  return { ...points[point]!.job, seed };
}

function* plannedRuns(terms: PlanTerms): Generator<PlannedRun> {
  const { commonRandomNumbers, points, replications } = terms;
  const seeds = seedsOf(terms.seed);
  const next = (): number => seeds.next().value as number;
  for (let replication = 0; replication < replications; replication++) {
    const common = commonRandomNumbers ? next() : undefined;
    for (const [point, { job }] of points.entries()) {
      const seed = common ?? next();
      yield { point, replication, seed, key: jobKey({ ...job, seed }) };
    }
  }
}
