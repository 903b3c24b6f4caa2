import { styleText } from 'node:util';
import { Command } from '@commander-js/extra-typings';
import { version } from '../simulation/version.js';
import type { Trial } from '../validation/known-system.js';
import { knownSystems } from '../validation/known-systems.js';
import type { TrialJob } from '../validation/observe-trial.js';
import { trialRunner } from '../validation/trial-runner.js';
import { confidence, levelOfRows, type Row, type Verdict } from '../validation/validate.js';
import { CountedProgress } from './counted-progress.js';
import { NegativeVerdict, NoVerdict } from './failure.js';
import { print, printJson } from './print.js';
import { seedOption } from './seed-option.js';
import { chosenTrials, parameterOptions } from './trial-options.js';
import { systemsTable, validationTable } from './validation-table.js';
import { workersOption } from './workers-option.js';

/** `vickrey validate` */
export function validateCommand() {
  const command = new Command('validate')
    .description(
      'hold the simulator against systems whose answers are known (exit code 1 if a row fails, 3 if none fails but some are undecided)',
    )
    .option('--system <names>', 'only these, comma-separated; --list shows all')
    .addOption(seedOption('of what is observed; the same seed observes the same').default(1))
    .addOption(workersOption())
    .option('--list', 'show every system and its parameters, and run nothing')
    .option('--json', 'print one JSON object on stdout, and nothing else there')
    .addHelpText(
      'after',
      '\nA system can be tried at other parameters: vickrey validate --system vickrey --n 20 --reserve 0.1',
    );
  // Options that are known only when the systems are, so that a new system brings its own.
  for (const option of parameterOptions()) command.addOption(option);
  return command.action(validate);
}

interface ValidateOptions {
  system?: string;
  seed: number;
  workers: number;
  list?: true;
  json?: true;
  [parameter: string]: unknown;
}

async function validate({
  system,
  seed,
  workers,
  list,
  json,
  ...parameters
}: ValidateOptions): Promise<void> {
  if (list) {
    print(systemsTable(knownSystems, onStdout));
    return;
  }
  const trials = chosenTrials(system, parameters as Record<string, string>);
  const level = levelOfRows(trials);
  const rows = await observedRows(trials, seed, level, workers);
  const count = (of: Verdict): number => rows.filter(({ verdict }) => verdict === of).length;
  const [failed, undecided] = [count('fail'), count('undecided')];
  const document = { version, seed, confidence, level, rows, failed, undecided };
  if (json) printJson(document, 2);
  else print(validationTable(document, onStdout));
  if (failed > 0) throw new NegativeVerdict();
  if (undecided > 0) throw new NoVerdict();
}

/** The rows of all trials, in their order; shows which were observed. */
async function observedRows(
  trials: readonly Trial[],
  seed: number,
  level: number,
  workers: number,
): Promise<Row[]> {
  const progress = new CountedProgress('system', trials.length);
  const runner = trialRunner(Math.min(workers, trials.length));
  const jobs = trials.map(({ system, parameters }): TrialJob => ({ system, parameters, seed, level }));
  const observed = new Map<TrialJob, Row[]>();
  try {
    for await (const { job, result } of runner.run(jobs)) {
      if (result instanceof Error) throw result;
      observed.set(job, result);
      progress.update(observed.size, job.system);
    }
  } finally {
    progress.stop();
    await runner.close();
  }
  return jobs.flatMap((job) => observed.get(job)!);
}

/** Plain where stdout is a file or a pipe; NO_COLOR and FORCE_COLOR are heeded. */
function onStdout(emphasis: 'bold' | 'dim', text: string): string {
  return styleText(emphasis, text, { stream: process.stdout });
}
