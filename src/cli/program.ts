import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { version } from '../simulation/version.js';
import { exitCodeOf, reportFailure, reportUsage } from './failure.js';
import { guardEnd } from './guard-end.js';
import { print } from './print.js';
import { guardStandardStreams } from './standard-streams.js';

/** Of each command the way to it: modules are loaded for the one that is asked for. */
const commands: Readonly<Record<string, () => Promise<CommandUnknownOpts>>> = {
  run: async () => (await import('./run.js')).runCommand(),
  compare: async () => (await import('./compare.js')).compareCommand(),
  replicate: async () => (await import('./replicate.js')).replicateCommand(),
  sweep: async () => (await import('./sweep.js')).sweepCommand(),
  query: async () => (await import('./query.js')).queryCommand(),
  environment: async () => (await import('./environment.js')).environmentCommand(),
  schema: async () => (await import('./schema.js')).schemaCommand(),
  ledger: async () => (await import('./ledger.js')).ledgerCommand(),
  validate: async () => (await import('./validate.js')).validateCommand(),
  lab: async () => (await import('./lab.js')).labCommand(),
  worker: async () => (await import('./worker.js')).workerCommand(),
};

const program = new Command('vickrey')
  .description('Simulates market-based load balancing: servers bid for tasks, the lowest bid wins.')
  .version(version)
  .showHelpAfterError('(--help says more)')
  .exitOverride()
  .configureOutput({ writeOut: print, writeErr: reportUsage })
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
  );

/** Has every command below this one fail as it does. */
function passSettingsOn(parent: CommandUnknownOpts): void {
  for (const command of parent.commands) passSettingsOn(command.copyInheritedSettings(parent));
}

/** The command that is named; where none is, all of them, for help and for what is misspelt. */
function wanted(name: string | undefined): string[] {
  if (name === '--version' || name === '-V') return [];
  return name !== undefined && Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
}

for (const name of wanted(process.argv[2])) program.addCommand(await commands[name]!());
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
