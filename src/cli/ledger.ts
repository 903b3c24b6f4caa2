import { Command } from '@commander-js/extra-typings';
import { replayLedgerFile } from './ledger-replay.js';
import { verifyLedgerFile } from './ledger-verify.js';
import { setOption } from './set-option.js';

/** `vickrey ledger verify FILE`, `vickrey ledger replay FILE` */
export function ledgerCommand() {
  return new Command('ledger')
    .description('check the ledger of a run')
    .addCommand(
      new Command('verify')
        .description('check every hash of a ledger; names the first bad block (exit code 1)')
        .argument('<file>', 'ledger.ndjson of a run')
        .option('--json', 'print the verdict as JSON')
        .action(verifyLedgerFile),
    )
    .addCommand(
      new Command('replay')
        .description('run the scenario of a ledger again; names the first auction that differs (exit code 1)')
        .argument('<file>', 'ledger.ndjson of a run')
        .option(
          '--directory <dir>',
          'where the relative paths of what the scenario names start: the folder of the scenario file',
          '.',
        )
        .addOption(setOption())
        .option('--json', 'print the verdict as JSON')
        .addHelpText(
          'after',
          '\nA file that has moved since the run is named anew: --set arrivals.file=PATH, --set servers.file=PATH,\n--set learning.neural.load=PATH.',
        )
        .action(replayLedgerFile),
    );
}
