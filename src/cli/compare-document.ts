import type { FileAlternative } from '../experiments/alternatives.js';
import type { Experiment, ExperimentTerms, Run } from '../experiments/experiment.js';
import { metrics } from '../experiments/metrics.js';
import type { CompareDocument, ComparedRun, TaskAccount } from '../output/compare/compare-document.js';
import { idleSettings } from '../scenario/idle-settings.js';
import { version } from '../simulation/version.js';

/** What is compared, of files. */
export interface ComparisonTerms extends ExperimentTerms {
  readonly alternatives: readonly FileAlternative[];
}

/** What an experiment has found, as it is written and printed. */
export function compareDocument(terms: ComparisonTerms, found: Experiment): CompareDocument {
  const { alternatives, baseline, level, precision, seed } = terms;
  const { best, differences, eachLevel, precise, replications, sameArrivals, shortfalls } = found;
  const runs = found.runs.map(runOf);
  return {
    version,
    seed,
    seeds: [...new Set(runs.map((run) => run.seed))],
    replications,
    baseline,
    level,
    eachLevel,
    sameArrivals,
    trace: alternatives.some(({ loaded }) => loaded.scenario.arrivals.process === 'trace'),
    alternatives: alternatives.map(({ name, file, loaded, vary }) => ({
      name,
      file,
      vary: [...vary],
      idleSettings: idleSettings(loaded),
      ...shortfalls.get(name)!,
      tasks: sum(runs.filter((run) => run.alternative === name).map(({ tasks }) => tasks)),
    })),
    metrics: terms.metrics.map((name) => {
      const { better, short, title, unit } = metrics[name];
      return { name, title, short, unit, better };
    }),
    differences: [...differences],
    best: best.map(({ metric, candidates, aboveBest }) => ({
      metric,
      candidates: [...candidates],
      aboveBest,
    })),
    ...(precise && precision !== undefined && { precision: { wanted: precision, ...precise } }),
    runs,
  };
}

function runOf({ alternative, replication, seed, digest, stop, tasks, values }: Run): ComparedRun {
  const known = Object.entries(values).map(([name, value]) => [name, Number.isNaN(value) ? null : value]);
  const { arrived, completed, unfinished, rejected, lost } = tasks;
  return {
    ...{ alternative, replication, seed, digest, stop },
    tasks: { arrived, completed, unfinished, rejected, lost },
    values: Object.fromEntries(known),
  };
}

function sum(accounts: readonly TaskAccount[]): TaskAccount {
  const total: TaskAccount = { arrived: 0, completed: 0, unfinished: 0, rejected: 0, lost: 0 };
  for (const account of accounts) {
    for (const part of Object.keys(total) as (keyof TaskAccount)[]) total[part] += account[part];
  }
  return total;
}
