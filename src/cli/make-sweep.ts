import { styleText } from 'node:util';
import { WrongResult } from '../broker/spot-checks.js';
import { forgetSweepName } from '../broker/sweep-name.js';
import { type JobRunner, localRunner, type PlannedRuns } from '../experiments/job-runner.js';
import { provenanceHere } from '../experiments/provenance.js';
import { type ResultStore, Results } from '../experiments/store/results.js';
import { SweepFolder } from '../experiments/store/sweep-folder.js';
import { designHash, holdsAll, type SweepPlan } from '../experiments/sweep/plan.js';
import { finishedRuns, makeRuns, missingRuns } from '../experiments/sweep/run-sweep.js';
import { toldTerms } from '../experiments/sweep/told-terms.js';
import { addRemedy } from '../input/fault-in-words.js';
import { reopenSweep, writeSweep } from '../output/sweep/sweep-output.js';
import { failedRuns, sweepNotes, sweepTable } from '../output/sweep/sweep-table.js';
import type { TableFormatName } from '../output/table-formats.js';
import { atBroker, type BrokerOptions, checkBrokerOptions } from './at-broker.js';
import { DistrustedRuns, isSystemError, NegativeVerdict } from './failure.js';
import type { Interrupt } from './interrupt.js';
import { print, printError, printJson } from './print.js';
import { sweepDocument, sweptRuns } from './sweep-document.js';
import { SweepProgress } from './sweep-progress.js';
import { printNotes, printWarning } from './warning.js';

/** What a full disk, for example, leaves to do. */
const onceMended = 'runs that are done are kept: once that is mended, the same command goes on from there';

/** How runs are made and shown; nothing of it changes what comes of them. */
export interface SweepOptions extends BrokerOptions {
  readonly workers: number;
  readonly out?: string | undefined;
  readonly retry?: true | undefined;
  readonly json?: true | undefined;
  readonly quiet?: true | undefined;
}

/**
 * Makes the runs of a plan that are missing, writes and shows what came of all.
 *
 * @param runCode - runs the code that the scenarios name, once nothing else is refused
 * @throws NegativeVerdict where runs have failed, once all is written and shown
 */
export async function makeSweep(
  plan: SweepPlan,
  outputs: { readonly formats: readonly TableFormatName[]; readonly figures: boolean },
  options: SweepOptions,
  interrupt: Interrupt,
  runCode: () => Promise<void>,
): Promise<void> {
  const { json, out, quiet } = options;
  checkBrokerOptions(options, plan);
  const manifest = manifestOf(plan);
  if (out !== undefined) SweepFolder.requireFit(out, manifest);
  await runCode();
  const folder = out === undefined ? undefined : await openFolder(plan, manifest, out, interrupt);
  const store: ResultStore = folder?.record ?? new Results();
  if (folder) interrupt.defer(() => folder.close());
  interrupt.explain(() => keptOf(plan, store, out));
  try {
    await makeMissing(plan, store, options, interrupt, folder?.wasCutOff === true);
    // No result is on the disk before the runs that it is of.
    folder?.record.sync();
    const runs = finishedRuns(plan, store);
    const document = sweepDocument(plan, runs);
    if (json || quiet) printNotes(sweepNotes(document.points));
    if (out !== undefined) {
      const onBegun = (abort: () => void): void => interrupt.defer(abort);
      await writeSweep(out, document, sweptRuns(plan, runs), { ...outputs, onBegun, warn: printWarning });
    }
    if (json) printJson({ event: 'sweep', ...document });
    else if (!quiet) print(sweepTable(document, out, onStdout));
    if (document.runs.failed === 0) return;
    if (quiet && !json) printError(`${failedRuns(document, out)}\n`);
    throw new NegativeVerdict();
  } catch (error) {
    if (error instanceof WrongResult) throw distrusted(error, folder, out);
    if (out !== undefined && isSystemError(error)) addRemedy(error, onceMended);
    throw error;
  } finally {
    folder?.close();
  }
}

async function makeMissing(
  plan: SweepPlan,
  store: ResultStore,
  options: SweepOptions,
  interrupt: Interrupt,
  wasCutOff: boolean,
): Promise<void> {
  const { json, quiet, retry } = options;
  const missing = missingRuns(plan, store, retry === true);
  if (missing.length === 0) return;
  const before = finishedRuns(plan, store);
  const progress = new SweepProgress(plan, missing.length, before, {
    json: json === true,
    quiet: quiet === true,
  });
  interrupt.defer(() => progress.stop());
  let runner: JobRunner | undefined;
  try {
    // The run that was under way may be what has brought the process down, and so may those that have failed.
    const isRisky = wasCutOff || retry === true;
    runner = await runnerOf(options, { runs: missing.length, isRisky }, interrupt, progress);
    if (options.out !== undefined) reopenSweep(options.out);
    await makeRuns(plan, missing, store, runner, (run) => progress.update(run));
  } finally {
    progress.stop();
    await runner?.close();
  }
}

function runnerOf(
  options: SweepOptions,
  planned: PlannedRuns,
  interrupt: Interrupt,
  progress: SweepProgress,
): JobRunner | Promise<JobRunner> {
  const { broker, workers } = options;
  if (broker) return atBroker(broker, options, interrupt, progress);
  return localRunner(Math.min(workers, planned.runs), {
    ...planned,
    during: interrupt.duringLong,
  });
}

/** A result that cannot be believed: the runs of the folder are set aside with it. */
function distrusted(
  { message }: WrongResult,
  folder: SweepFolder | undefined,
  out: string | undefined,
): DistrustedRuns {
  // Others of the same origin may still lie at the broker.
  if (out !== undefined) forgetSweepName(out);
  const file = folder?.setAside();
  const kept =
    file === undefined ? '' : `; all runs so far are set aside in ${file}, and the sweep begins anew`;
  return new DistrustedRuns(
    `${message}: a worker is of other code or a client of the broker forges results${kept}`,
  );
}

function manifestOf(plan: SweepPlan) {
  const { name, seed } = plan;
  return { name, seed, ...provenanceHere(), design: designHash(plan), terms: toldTerms(plan) };
}

/** Tells of what is not as one would take it to be. */
async function openFolder(
  plan: SweepPlan,
  manifest: ReturnType<typeof manifestOf>,
  out: string,
  interrupt: Interrupt,
): Promise<SweepFolder> {
  const { commit: here } = manifest;
  const identity = { manifest, holds: (keys: Iterable<string>) => holdsAll(plan, keys) };
  const folder = await SweepFolder.open(out, identity, (letGo) => {
    interrupt.defer(letGo);
    interrupt.explain(() => `runs that are done are kept in ${out}; the same command goes on from there`);
  });
  const { damaged, results } = folder.record;
  if (folder.rebuilt) {
    const proof = `runs.ndjson shows that it is of this sweep (runs: ${results.size})`;
    printWarning(`${out}: sweep.json was ${folder.rebuilt}, and is written anew: ${proof}`);
  }
  if (damaged > 0) {
    const lines = damaged === 1 ? 'a line of the record is' : `${damaged} lines of the record are`;
    printWarning(`${out}: ${lines} damaged, and left out; runs that are missing without are made again`);
  }
  const other = [...results.values()].find(({ provenance }) => provenance.commit !== here)?.provenance.commit;
  if (other !== undefined) {
    const of = (commit: string | null): string => commit ?? 'unknown';
    printWarning(
      `${out}: holds runs made by commit ${of(other)}, this is ${of(here)}; the column commit tells them apart`,
    );
  }
  return folder;
}

function keptOf(plan: SweepPlan, store: ResultStore, out: string | undefined): string {
  if (out === undefined) return 'nothing was written; with --out what is done is kept';
  const done = finishedRuns(plan, store).length;
  return `${done} of ${plan.runs.length} runs are kept in ${out}; the same command goes on from there`;
}

function onStdout(emphasis: 'bold' | 'dim', text: string): string {
  return styleText(emphasis, text, { stream: process.stdout });
}
