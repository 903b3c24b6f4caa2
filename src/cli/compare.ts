import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { type FileAlternative, loadAlternatives } from '../experiments/alternatives.js';
import { experiment, leastReplications, usualLevel, usualReplications } from '../experiments/experiment.js';
import { localRunner } from '../experiments/job-runner.js';
import { type MetricName, metricNames } from '../experiments/metrics.js';
import { quoted } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { suggestion } from '../input/nearest.js';
import { CompareOutput } from '../output/compare/compare-output.js';
import { compareNotes, compareTable } from '../output/compare/compare-table.js';
import { DecidingDefaults } from '../scenario/deciding-defaults.js';
import type { Reading } from '../scenario/load.js';
import { type ComparisonTerms, compareDocument } from './compare-document.js';
import { CountedProgress } from './counted-progress.js';
import { Interrupt } from './interrupt.js';
import { LaterImport } from './later-import.js';
import { withLoadingProgress } from './loading-progress.js';
import { metricsOption } from './metrics-option.js';
import { print, printJson } from './print.js';
import { seedOption } from './seed-option.js';
import { setOption } from './set-option.js';
import { printNotes, printWarning, warnOfDefaults } from './warning.js';
import { workersOption } from './workers-option.js';

/** `vickrey compare SCENARIO…` */
export function compareCommand() {
  return new Command('compare')
    .description('compare scenarios on common random numbers: by how much they differ, and how sure that is')
    .argument('<scenario...>', 'scenario files, YAML or JSON')
    .option(
      '--vary <path=values>',
      'compare these values, comma-separated, for example balancer=auction,prequal (repeatable: every combination)',
      (value: string, before: string[] = []) => [...before, value],
    )
    .addOption(setOption())
    .option('--baseline <name>', 'what the others are compared with (default: the first)')
    .addOption(metricsOption('what is compared'))
    .option(
      '-n, --replications <n>',
      'runs of each, with --precision at most',
      replications,
      usualReplications,
    )
    .option(
      '--precision <share>',
      "stop when each interval of the first metric is at most ± this share of the baseline's mean",
      precision,
    )
    .addOption(seedOption('seeds of replications come from it (default: the seed of the first scenario)'))
    .addOption(workersOption())
    .option('--out <dir>', 'write compare.json, compare.csv and the figure there')
    .option('--force', 'replace a finished comparison in --out')
    .option('--json', 'print one JSON object on stdout, and nothing else there')
    .option('--quiet', 'show no progress and no table')
    .action(compare);
}

interface CompareOptions {
  vary?: string[];
  set?: string[];
  baseline?: string;
  metric?: MetricName[];
  replications: number;
  precision?: number;
  seed?: number;
  workers: number;
  out?: string;
  force?: true;
  json?: true;
  quiet?: true;
}

async function compare(files: string[], options: CompareOptions): Promise<void> {
  refuseIdleOptions(options);
  const { set = [], vary = [] } = options;
  const interrupt = new Interrupt();
  let output: CompareOutput | undefined;
  try {
    const later = new LaterImport();
    const load = (given: Reading = {}) =>
      withLoadingProgress(options.quiet === true, interrupt, (reading) =>
        loadAlternatives(files, { set, vary, ...reading, ...given }),
      );
    const terms = termsOf(await load({ importModule: later.importModule }), options);
    const { force, out } = options;
    if (out !== undefined) {
      interrupt.defer(() => output?.abort());
      output = new CompareOutput(out, force === true, printWarning);
    }
    if (later.isDue) await load();
    const defaults = new DecidingDefaults();
    for (const { loaded } of terms.alternatives) defaults.add(loaded);
    warnOfDefaults(defaults);
    await compareAndShow(terms, output, interrupt, options);
  } catch (error) {
    output?.abort();
    throw error;
  } finally {
    interrupt.release();
  }
}

function refuseIdleOptions({ force, out, precision, replications }: CompareOptions): void {
  if (force && out === undefined) {
    const hint = 'without a folder nothing is written: --out DIR';
    throw new InputError({ file: '--force', message: 'needs --out', hint });
  }
  if (precision !== undefined && replications < leastReplications) {
    const message = `needs ${leastReplications} replications or more, not ${replications}`;
    const hint = 'an early error is too small by chance too often';
    throw new InputError({ file: '--precision', message, hint });
  }
}

function termsOf(alternatives: readonly FileAlternative[], options: CompareOptions): ComparisonTerms {
  const names = alternatives.map(({ name }) => name);
  const { baseline = names[0]! } = options;
  if (!names.includes(baseline)) {
    const message = `${quoted(baseline)} is none of the alternatives`;
    throw new InputError({ file: '--baseline', message, hint: suggestion(baseline, names) });
  }
  return {
    alternatives,
    baseline,
    metrics: options.metric ?? metricNames,
    seed: options.seed ?? alternatives[0]!.loaded.scenario.seed,
    replications: options.replications,
    precision: options.precision,
    level: usualLevel,
  };
}

async function compareAndShow(
  terms: ComparisonTerms,
  output: CompareOutput | undefined,
  interrupt: Interrupt,
  { out, json, quiet, workers }: CompareOptions,
): Promise<void> {
  const runs = terms.alternatives.length * terms.replications;
  const progress = new CountedProgress('run', runs, { quiet: quiet === true });
  const runner = localRunner(workers, { runs, during: interrupt.duringLong });
  interrupt.defer(() => progress.stop());
  try {
    const found = await experiment(terms, runner, (done) => progress.update(done));
    progress.stop();
    const document = compareDocument(terms, found);
    if (json || quiet) printNotes(compareNotes(document.alternatives));
    await output?.commit(document);
    if (json) printJson(document, 2);
    else if (!quiet) print(compareTable(document, out, onStdout));
  } finally {
    progress.stop();
    await runner.close();
  }
}

function onStdout(emphasis: 'bold' | 'dim', text: string): string {
  return styleText(emphasis, text, { stream: process.stdout });
}

function replications(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 2) return value;
  throw new InvalidArgumentError('a whole number from 2: one run has no error.');
}

function precision(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('a share above 0, for example 0.05.');
}
