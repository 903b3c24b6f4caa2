import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
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
        .addOption(headOption())
        .option('--json', 'print the verdict as JSON')
        .addHelpText(
          'after',
          '\nWho changes a ledger and hashes all later blocks anew makes another that is intact, with another head.\nOnly a head that was kept elsewhere shows it.',
        )
        .action(verifyLedgerFile),
    )
    .addCommand(
      new Command('replay')
        .description(
          'run the scenario of a ledger again; names the first block that differs, and how (exit code 1)',
        )
        .argument('<file>', 'ledger.ndjson of a run')
        .option(
          '--directory <dir>',
          'where the relative paths of what the scenario names start: the folder of the scenario file',
          '.',
        )
        .addOption(setOption())
        .option(
          '--allow-modules',
          'run the code that the ledger names, if it is the file that the ledger commits to',
        )
        .option('--json', 'print the verdict as JSON')
        .addHelpText(
          'after',
          '\nA file that has moved since the run is named anew: --set arrivals.file=PATH, --set servers.file=PATH,\n--set learning.neural.load=PATH, --set auction.mechanism=PATH. Its contents have to be the same.',
        )
        .action(replayLedgerFile),
    );
}

/** `--head HASH`: the hash that a ledger ends with. */
function headOption() {
  return new Option('--head <hash>', 'the head that the run reported, kept elsewhere').argParser((text) => {
    const head = text.toLowerCase();
    if (/^[0-9a-f]{64}$/.test(head)) return head;
    throw new InvalidArgumentError('It is a SHA-256: 64 hexadecimal digits.');
  });
}
