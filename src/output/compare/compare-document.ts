import type { IdleSetting } from '../../scenario/idle-settings.js';
import type { Withheld } from '../withheld-words.js';

/** What `compare.json` holds, and `--json` prints. Times are in the scenario's units; null stands for no value. */
export interface CompareDocument {
  version: string;
  /** Seeds of replications are derived from it: `seeds`, one a replication. */
  seed: number;
  seeds: number[];
  replications: number;
  baseline: string;
  /** Probability that all intervals hold together; that of each, of differences and of ratios, corrected for their number. */
  level: number;
  eachLevel: number;
  /** Whether arrivals and attributes of tasks were the same in all replications. */
  sameArrivals: boolean;
  /** Whether arrivals come from a file. */
  trace: boolean;
  alternatives: ComparedAlternative[];
  metrics: ComparedMetric[];
  differences: ComparedDifference[];
  /** Of more than two alternatives, in each metric in which less is better: which may be the best. All hold together with `level`. */
  best: ComparedBest[];
  /** Where a precision was wanted: half the interval as a share of the baseline's mean, in the first metric. */
  precision?: { wanted: number; reached: boolean; replications: number | null };
  runs: ComparedRun[];
}

export interface ComparedAlternative {
  name: string;
  file: string;
  /** What differs from the file, as `path=value`. */
  vary: string[];
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
  /** Sums over all runs: arrived = completed + unfinished + rejected + lost. */
  tasks: TaskAccount;
}

interface ComparedMetric {
  name: string;
  title: string;
  /** The same in a sentence. */
  short: string;
  unit: string;
  better: 'lower' | 'neither';
}

export interface ComparedDifference {
  alternative: string;
  metric: string;
  mean: number | null;
  baselineMean: number | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  ratio: { ratio: number; low: number; high: number } | null;
  correlation: number | null;
  varianceReduction: number | null;
  verdict: 'lower' | 'higher' | 'unsure' | 'equal' | 'missing' | 'withheld';
  /** Why there is no interval although there are values. */
  withheld?: Withheld;
}

export interface ComparedBest {
  metric: string;
  /** One of them is the best. */
  candidates: string[];
  /** How far each alternative is above the best, at most. */
  aboveBest: Record<string, number>;
}

export interface ComparedRun {
  alternative: string;
  replication: number;
  seed: number;
  digest: string;
  stop: string;
  tasks: TaskAccount;
  values: Record<string, number | null>;
}

export interface TaskAccount {
  arrived: number;
  completed: number;
  unfinished: number;
  rejected: number;
  lost: number;
}
