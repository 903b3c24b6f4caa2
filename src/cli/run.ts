import { styleText } from 'node:util';
import { Command } from '@commander-js/extra-typings';
import { InputError } from '../input/input-error.js';
import { idleNotes } from '../output/idle-notes.js';
import { profileTable } from '../output/profile/profile-table.js';
import { summaryTable } from '../output/summary-table.js';
import type { TableFormatName } from '../output/table-formats.js';
import type { Timing } from '../output/timing.js';
import { expectedLength } from '../scenario/clock.js';
import { DecidingDefaults } from '../scenario/deciding-defaults.js';
import { idleSettings } from '../scenario/idle-settings.js';
import { type CheckedScenario, loadScenario, type SourcedScenario } from '../scenario/load.js';
import { stagesOf } from '../simulation/run.js';
import type { Simulation } from '../simulation/simulation.js';
import { mayTakeLong, Slices } from '../simulation/slices.js';
import { CodeGuard } from './code-guard.js';
import { cpuProfileCommand } from './cpu-profile-command.js';
import { Interrupt } from './interrupt.js';
import { withLoadingProgress } from './loading-progress.js';
import { print, printJson } from './print.js';
import { Progress } from './progress.js';
import { RunFolders } from './run-folders.js';
import { seedOption } from './seed-option.js';
import { requireSeparate } from './separate-folders.js';
import { setOption } from './set-option.js';
import { Stopwatch } from './stopwatch.js';
import { tableFormatsOption } from './table-formats-option.js';
import { longerTimeout, timeoutOption } from './timeout-option.js';
import { printNotes, warnOfDefaults } from './warning.js';
import { watchedImport } from './watched-import.js';

/** `vickrey run SCENARIO` */
export function runCommand() {
  return new Command('run')
    .description('run one scenario and show what came of it')
    .argument('<scenario>', 'scenario file, YAML or JSON')
    .addOption(seedOption("take the place of the scenario's seed"))
    .addOption(setOption())
    .option('--out <dir>', 'write tables, ledger, figures and report there')
    .addOption(tableFormatsOption())
    .option('--profile <dir>', 'measure where the time goes; write a table, data and a timeline there')
    .option('--force', 'replace a finished run in --out, and a profile in --profile')
    .addOption(timeoutOption())
    .option('--json', 'print one JSON object on stdout, and nothing else there')
    .option('--quiet', 'show no progress, no summary and no profile')
    .action(run);
}

interface RunOptions {
  seed?: number;
  set?: string[];
  out?: string;
  format?: TableFormatName[];
  timeout: number;
  profile?: string;
  force?: true;
  json?: true;
  quiet?: true;
}

async function run(file: string, options: RunOptions): Promise<void> {
  refuseIdleOptions(options);
  requireSeparate({ '--profile': options.profile, '--out': options.out });
  const interrupt = new Interrupt();
  const folders = new RunFolders(options);
  const open = (checked: CheckedScenario): void => {
    interrupt.defer(() => folders.abort());
    folders.open(checked);
  };
  let guard: CodeGuard | undefined;
  try {
    const loaded = await withLoadingProgress(options.quiet === true, interrupt, (reading) =>
      loadScenario(file, {
        set: options.set ?? [],
        ...(options.seed === undefined ? {} : { seed: options.seed }),
        ...reading,
        importModule: watchedImport(options.timeout, longerTimeout),
        admit: open,
      }),
    );
    const defaults = new DecidingDefaults();
    defaults.add(loaded);
    warnOfDefaults(defaults);
    // Who is shown the summary finds them there.
    if (options.json || options.quiet) printNotes(idleNotes(idleSettings(loaded)));
    guard = loaded.parts && new CodeGuard(options.timeout, interrupt);
    const guarded = guard ? { ...loaded, parts: guard.parts(loaded.parts!) } : loaded;
    await runAndShow(guarded, folders, interrupt, guard, { ...options, scenario: file });
  } catch (error) {
    folders.abort();
    throw error;
  } finally {
    await guard?.close();
    interrupt.release();
  }
}

/** What says how to write a folder says nothing where none is written. */
function refuseIdleOptions(options: RunOptions): void {
  const { out, profile, format, force } = options;
  const hint = 'without a folder nothing is written: --out DIR';
  const idle = [
    ...(format !== undefined && out === undefined ? ['--format'] : []),
    ...(force !== undefined && out === undefined && profile === undefined ? ['--force'] : []),
  ];
  if (idle.length > 0) throw new InputError(idle.map((file) => ({ file, message: 'needs --out', hint })));
}

async function runAndShow(
  loaded: SourcedScenario,
  { output, profile }: RunFolders,
  interrupt: Interrupt,
  guard: CodeGuard | undefined,
  options: RunOptions & { scenario: string },
): Promise<void> {
  const stages = stagesOf(loaded, { observers: output.observers, profiler: profile?.profiler });
  const next = () =>
    guard
      ? guard.run(() => stages.next())
      : interrupt.duringLong(() => stages.next(), { isLong: mayTakeLong(loaded) });
  let timing: Timing | undefined;
  let stage = await next();
  while (!stage.done) {
    const { purpose, simulation } = stage.value;
    const isRun = purpose === 'run';
    const took = await runToEnd(
      simulation,
      interrupt,
      guard,
      options.quiet === true,
      isRun ? undefined : purpose,
    );
    if (isRun) timing = took;
    stage = await next();
  }
  const summary = stage.value;
  const command = cpuProfileCommand(options, options.profile ?? '.');
  const measured = profile?.stage(summary, command);
  const document = await output.commit(summary, timing!);
  profile?.commit();
  if (options.json) printJson(document, 2);
  else if (!options.quiet) {
    print(summaryTable(document, options.out, onStdout));
    if (measured) print(`\n${profileTable(measured, command, options.profile, onStdout)}`);
  }
}

/** Plain where stdout is a file or a pipe; NO_COLOR and FORCE_COLOR are heeded. */
function onStdout(emphasis: 'bold' | 'dim', text: string): string {
  return styleText(emphasis, text, { stream: process.stdout });
}

/** @param what - the run is for, where it is not the run itself */
async function runToEnd(
  simulation: Simulation,
  interrupt: Interrupt,
  guard: CodeGuard | undefined,
  quiet: boolean,
  what?: string,
): Promise<Timing> {
  const { scenario, trace } = simulation.loaded;
  const progress = new Progress(
    expectedLength(scenario, trace),
    [...(what === undefined ? [] : [`${what}:`]), scenario.time.mode === 'rounds' ? 'round' : 'time'].join(
      ' ',
    ),
    quiet,
  );
  interrupt.defer(() => progress.stop());
  const stopwatch = new Stopwatch();
  const slices = new Slices(simulation);
  try {
    while (!simulation.finished) {
      if (guard) await guard.run(() => slices.next());
      else await interrupt.duringLong(() => slices.next(), { isLong: slices.mayBeLong });
      progress.update(simulation.now, simulation.auctions, stopwatch.wallSeconds);
      await interrupt.admit();
    }
  } finally {
    progress.stop();
  }
  return stopwatch.timing(simulation.auctions, simulation.events);
}
