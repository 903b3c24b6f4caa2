import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { usualReplications } from '../experiments/experiment.js';
import { type MetricName, metricNames } from '../experiments/metrics.js';
import { planOf, sweepPoint } from '../experiments/sweep/plan.js';
import { mostRuns, sweepFormats } from '../experiments/sweep/sweep-schema.js';
import { InputError } from '../input/input-error.js';
import type { TableFormatName } from '../output/table-formats.js';
import { DecidingDefaults } from '../scenario/deciding-defaults.js';
import { loadScenario, type Reading } from '../scenario/load.js';
import { brokerOption, keyOption } from './broker-option.js';
import { checkOption } from './check-option.js';
import { Interrupt } from './interrupt.js';
import { LaterImport } from './later-import.js';
import { withLoadingProgress } from './loading-progress.js';
import { makeSweep, type SweepOptions } from './make-sweep.js';
import { metricsOption } from './metrics-option.js';
import { seedOption } from './seed-option.js';
import { setOption } from './set-option.js';
import { tableFormatsOption } from './table-formats-option.js';
import { warnOfDefaults } from './warning.js';
import { workersOption } from './workers-option.js';

/** `vickrey replicate SCENARIO` */
export function replicateCommand() {
  return new Command('replicate')
    .description('run a scenario under many seeds: what comes of it on average, and how sure that is')
    .argument('<scenario>', 'scenario file, YAML or JSON')
    .option('-n, --replications <n>', 'runs, each with a seed of its own', replications, usualReplications)
    .addOption(setOption())
    .addOption(seedOption("seeds of runs come from it (default: the scenario's)"))
    .addOption(metricsOption('what is wanted of each run'))
    .addOption(workersOption())
    .addOption(brokerOption('have the runs made by workers elsewhere (vickrey worker)').conflicts('workers'))
    .addOption(keyOption())
    .addOption(checkOption())
    .option('--out <dir>', 'keep every run there as it is done, and write tables and figures')
    .addOption(tableFormatsOption(sweepFormats))
    .option('--retry', 'run again what has failed before')
    .option('--json', 'print JSON on stdout, an object a line: one a run, and the results last')
    .option('--quiet', 'show no progress and no table, only what has failed')
    .action(replicate);
}

interface ReplicateOptions extends SweepOptions {
  readonly replications: number;
  readonly set?: string[];
  readonly seed?: number;
  readonly metric?: MetricName[];
  readonly format?: TableFormatName[];
}

async function replicate(file: string, options: ReplicateOptions): Promise<void> {
  const { format = sweepFormats, metric = metricNames, out, replications, set = [] } = options;
  if (out === undefined && options.format !== undefined) {
    const hint = 'without a folder nothing is written: --out DIR';
    throw new InputError({ file: '--format', message: 'needs --out', hint });
  }
  const interrupt = new Interrupt();
  try {
    const later = new LaterImport();
    const load = (given: Reading = {}) =>
      withLoadingProgress(options.quiet === true, interrupt, (reading) =>
        loadScenario(file, { set, ...reading, ...given }),
      );
    const loaded = await load({ importModule: later.importModule });
    const defaults = new DecidingDefaults();
    defaults.add(loaded);
    warnOfDefaults(defaults);
    const { name, seed } = loaded.scenario;
    const point = sweepPoint(loaded, { metrics: metric });
    const plan = planOf({
      ...{ name, seed: options.seed ?? seed, replications },
      ...{ commonRandomNumbers: false, points: [point] },
    });
    await makeSweep(plan, { formats: format, figures: true }, options, interrupt, async () => {
      if (later.isDue) await load();
    });
  } finally {
    interrupt.release();
  }
}

function replications(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1 && value <= mostRuns) return value;
  throw new InvalidArgumentError(`a whole number from 1 to ${mostRuns.toLocaleString('en')}.`);
}
