import { Command } from '@commander-js/extra-typings';
import { loadSweep } from '../experiments/sweep/load-sweep.js';
import type { Reading } from '../scenario/load.js';
import { brokerOption, keyOption } from './broker-option.js';
import { checkOption } from './check-option.js';
import { Interrupt } from './interrupt.js';
import { LaterImport } from './later-import.js';
import { withLoadingProgress } from './loading-progress.js';
import { makeSweep, type SweepOptions } from './make-sweep.js';
import { warnOfDefaults } from './warning.js';
import { workersOption } from './workers-option.js';

/** `vickrey sweep SWEEP` */
export function sweepCommand() {
  return new Command('sweep')
    .description(
      'run a scenario at many points of its parameters, each many times; a second time only what is missing',
    )
    .argument('<sweep>', 'sweep file, YAML or JSON: scenario, parameters, replications, outputs')
    .addOption(workersOption())
    .addOption(brokerOption('have the runs made by workers elsewhere (vickrey worker)').conflicts('workers'))
    .addOption(keyOption())
    .addOption(checkOption())
    .option('--out <dir>', 'keep every run there as it is done, and write tables and figures')
    .option('--retry', 'run again what has failed before')
    .option('--json', 'print JSON on stdout, an object a line: one a run, and the results last')
    .option('--quiet', 'show no progress and no table, only what has failed')
    .action(sweep);
}

async function sweep(file: string, options: SweepOptions): Promise<void> {
  const interrupt = new Interrupt();
  try {
    const later = new LaterImport();
    const load = (given: Reading = {}) =>
      withLoadingProgress(options.quiet === true, interrupt, (reading) =>
        loadSweep(file, { ...reading, ...given }),
      );
    const { defaults, plan, terms } = await load({ importModule: later.importModule });
    warnOfDefaults(defaults);
    await makeSweep(plan, terms.outputs, options, interrupt, async () => {
      if (later.isDue) await load();
    });
  } finally {
    interrupt.release();
  }
}
