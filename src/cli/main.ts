#!/usr/bin/env node
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { harmlessLines } from '../input/harmless.js';
import { version } from '../simulation/version.js';
import { compareCommand } from './compare.js';
import { environmentCommand } from './environment.js';
import { exitCodeOf, reportFailure } from './failure.js';
import { guardEnd } from './guard-end.js';
import { labCommand } from './lab.js';
import { ledgerCommand } from './ledger.js';
import { print, printError } from './print.js';
import { queryCommand } from './query.js';
import { replicateCommand } from './replicate.js';
import { runCommand } from './run.js';
import { schemaCommand } from './schema.js';
import { guardStandardStreams } from './standard-streams.js';
import { sweepCommand } from './sweep.js';
import { validateCommand } from './validate.js';
import { workerCommand } from './worker.js';

const program = new Command('vickrey')
  .description('Simulates market-based load balancing: servers bid for tasks, the lowest bid wins.')
  .version(version)
  .showHelpAfterError('(--help says more)')
  .exitOverride()
  .configureOutput({ writeOut: print, writeErr: (text) => printError(harmlessLines(text)) })
  .addHelpText(
    'after',
    `
Exit codes:
  0    done
  1    the run failed, a run of many failed, a ledger is bad, a known answer is
       missed or an expected property fails
  2    the input was refused
  3    nothing is wrong, but a known answer is undecided
  129  the terminal is gone
  130  Ctrl-C
  143  killed`,
  )
  .addCommand(runCommand())
  .addCommand(compareCommand())
  .addCommand(replicateCommand())
  .addCommand(sweepCommand())
  .addCommand(queryCommand())
  .addCommand(environmentCommand())
  .addCommand(schemaCommand())
  .addCommand(ledgerCommand())
  .addCommand(validateCommand())
  .addCommand(labCommand())
  .addCommand(workerCommand());

/** Has every command below this one fail as it does. */
function passSettingsOn(parent: CommandUnknownOpts): void {
  for (const command of parent.commands) passSettingsOn(command.copyInheritedSettings(parent));
}

passSettingsOn(program);
guardStandardStreams();
const ended = guardEnd();

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
  process.exitCode = exitCodeOf(error);
}
ended();
