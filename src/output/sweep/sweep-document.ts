import type { IdleSetting } from '../../scenario/idle-settings.js';
import type { Withheld } from '../withheld-words.js';

/** What `results.json` holds, and `--json` prints last. Null stands for no value; times are in the scenario's units. */
export interface SweepDocument {
  name: string;
  /** Seeds of runs are derived from it. */
  seed: number;
  /** SHA-256 of what was to be run: of the contents of all jobs, in their order. */
  plan: string;
  /** SHA-256 of what came of it: of the digests of all runs, in the same order. */
  digest: string;
  version: string;
  /** Of whoever made the runs; no digest covers them. */
  commits: string[];
  hosts: string[];
  replications: number;
  commonRandomNumbers: boolean;
  /** Probability that each interval, by itself, holds the true mean. */
  level: number;
  runs: { planned: number; ended: number; failed: number };
  /** Paths of what is varied. */
  parameters: string[];
  metrics: SweptMetric[];
  points: SweptPoint[];
  /** Of the replications, where all points have the same. */
  seeds?: number[];
  failures: FailedRun[];
}

export interface SweptMetric {
  name: string;
  title: string;
  short: string;
  unit: string;
  better: 'lower' | 'neither';
}

export interface SweptPoint {
  point: number;
  parameters: Record<string, unknown>;
  /** SHA-256 of the scenario's content, whatever its seed and names. */
  scenario: string;
  /** What the scenario changes and what does nothing in it. */
  idleSettings: IdleSetting[];
  /** Measured tasks that each run should have for the steady state; null where they have as many, or no number is known. */
  leastTasks: number | null;
  /** Whether no number is known that would be enough: in continuous time, on no trace. */
  isUnknown: boolean;
  /**
   * Where nothing that depends on waiting has an interval, as a few rare events decide: measured tasks that all runs together
   * should have, null in it where none that runs can have is enough.
   */
  rareEvents: { leastTasks: number | null } | null;
  ended: number;
  failed: number;
  estimates: SweptEstimate[];
}

export interface SweptEstimate {
  metric: string;
  /** That have a value; that ended without one and are left out. */
  runs: number;
  missing: number;
  /** Those of the latter that ended with tasks unfinished, as slow ones do. */
  missingUnfinished: number;
  /** Mean over runs; of a quantile, that of the tasks of all runs together. */
  mean: number | null;
  low: number | null;
  high: number | null;
  /** Why there is no interval. */
  withheld?: Withheld;
  /** Of the values of single runs. */
  standardDeviation: number | null;
  least: number | null;
  most: number | null;
}

export interface FailedRun {
  point: number;
  replication: number;
  seed: number;
  parameters: Record<string, unknown>;
  /** Where it was made. */
  host: string;
  message: string;
}

/** A row of the table of runs. */
export interface SweptRun {
  point: number;
  replication: number;
  seed: number;
  parameters: Record<string, unknown>;
  scenario: string;
  key: string;
  /** Undefined where the run failed. */
  ended:
    | {
        stop: string;
        digest: string;
        tasks: { arrived: number; completed: number; unfinished: number; rejected: number; lost: number };
        metrics: Record<string, number | null>;
      }
    | undefined;
  /** Empty where it did not fail. */
  failure: string;
  version: string;
  commit: string;
  host: string;
}
