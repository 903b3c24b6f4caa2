import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { InputError } from '../input/input-error.js';
import type { CheckTerms } from '../lab/property.js';
import type { SubjectProperty } from '../lab/subjects.js';
import { failedBy } from '../lab/trial.js';
import type { Counterexample, Verdict } from '../lab/verdict.js';
import { OwnCodeFailure } from '../market/own-code-failure.js';
import { version } from '../simulation/version.js';
import { CodeGuard } from './code-guard.js';
import { CountedProgress } from './counted-progress.js';
import { NegativeVerdict } from './failure.js';
import { Interrupt } from './interrupt.js';
import type { LabDocument, NamedVerdict } from './lab-document.js';
import type { LabOutput } from './lab-output.js';
import type { NamedSubject } from './lab-subject.js';
import { print, printJson } from './print.js';
import { seedOption } from './seed-option.js';
import { longerTimeout, timeoutOption } from './timeout-option.js';
import { watchedImport } from './watched-import.js';

const usualRuns = 300;

/** `vickrey lab MECHANISM` */
export function labCommand() {
  return new Command('lab')
    .description('try the properties of a mechanism, and show the smallest counterexample to each that fails')
    .argument('[mechanism]', 'its name (--list shows all), or a JavaScript or TypeScript file of your own')
    .option('--property <names>', 'only these, comma-separated (default: all)')
    .option('--runs <n>', 'cases that each property is tried on', runs, usualRuns)
    .addOption(seedOption('of the cases; the same seed tries the same').default(1))
    .option(
      '--expect <names>',
      'exit with 1 unless these properties hold, comma-separated; all: none is violated',
    )
    .option('--out <dir>', 'write lab.json there, and a scenario that replays each counterexample')
    .option('--force', 'replace what --out holds of an earlier time')
    .addOption(timeoutOption())
    .option('--list', 'show all there is to try, and try nothing')
    .option('--json', 'print one JSON object on stdout, and nothing else there')
    .addHelpText(
      'after',
      '\nFor example:\n  vickrey lab first-price --out lies && vickrey run lies/truthfulness.yaml\n  vickrey lab ./mine.mjs --property truthfulness --runs 5000 --expect truthfulness',
    )
    .action(lab);
}

interface LabOptions {
  property?: string;
  runs: number;
  seed: number;
  expect?: string;
  out?: string;
  force?: true;
  timeout: number;
  list?: true;
  json?: true;
}

async function lab(mechanism: string | undefined, options: LabOptions): Promise<void> {
  // Not before it is asked for: other commands do without fast-check.
  const [{ namedSubject }, { LabOutput }, { subjects }, { subjectsTable }] = await Promise.all([
    import('./lab-subject.js'),
    import('./lab-output.js'),
    import('../lab/subjects.js'),
    import('./lab-table.js'),
  ]);
  if (options.list) {
    print(subjectsTable(subjects, onStdout));
    return;
  }
  if (mechanism === undefined) {
    throw new InputError({ message: 'which mechanism?', hint: '--list shows those that there are' });
  }
  if (options.force && options.out === undefined) {
    const hint = 'without a folder nothing is written: --out DIR';
    throw new InputError({ file: '--force', message: 'needs --out', hint });
  }
  const wanted = await wantedOf(mechanism, options);
  const interrupt = new Interrupt();
  let output: LabOutput | undefined;
  let named: NamedSubject | undefined;
  try {
    const { force, out, timeout } = options;
    // No code of the user's own is run for a folder that is refused.
    if (out !== undefined) {
      interrupt.defer(() => output?.abort());
      output = new LabOutput(out, force === true);
    }
    named = await namedSubject(mechanism, {
      importModule: watchedImport(timeout, longerTimeout),
      guarded: () => new CodeGuard(timeout, interrupt),
    });
    await tryAndShow(named, wanted, output, interrupt, options);
  } catch (error) {
    // Harmless once it is committed.
    output?.abort();
    throw error;
  } finally {
    await named?.guard?.close();
    interrupt.release();
  }
}

/** Which properties are tried, and which of them have to hold. */
interface Wanted {
  readonly tried: readonly string[];
  readonly expected: 'all' | readonly string[];
}

/** @throws InputError where there are none of such names */
async function wantedOf(mechanism: string, { expect, property }: LabOptions): Promise<Wanted> {
  const { chosenProperties, namedProperties } = await import('./lab-subject.js');
  const all = namedProperties(mechanism);
  const chosen = property === undefined ? all : chosenProperties(property, all, '--property');
  if (expect === 'all') return { tried: [...new Set(chosen)], expected: 'all' };
  const expected = expect === undefined ? [] : chosenProperties(expect, all, '--expect');
  return { tried: [...new Set([...chosen, ...expected])], expected };
}

async function tryAndShow(
  named: NamedSubject,
  { expected, tried }: Wanted,
  output: LabOutput | undefined,
  interrupt: Interrupt,
  options: LabOptions,
): Promise<void> {
  const { labTable } = await import('./lab-table.js');
  const { out, json } = options;
  const found = await verdictsOn(named, tried, interrupt, options);
  const document = output?.commit(found) ?? found;
  if (json) printJson(document, 2);
  else print(labTable(document, out, onStdout));
  requireNoFailure(document.verdicts);
  requireExpected(document.verdicts, expected);
}

/** Tries one property after the other; shows which. */
async function verdictsOn(
  { name, subject, guard }: NamedSubject,
  chosen: readonly string[],
  interrupt: Interrupt,
  { runs, seed }: LabOptions,
): Promise<LabDocument> {
  const progress = new CountedProgress('property', chosen.length, { interrupt });
  try {
    const verdicts: NamedVerdict[] = [];
    for (const [done, property] of chosen.entries()) {
      progress.update(done, property);
      const tested = subject.properties[property]!;
      const terms = { runs, seed };
      const verdict = guard
        ? await guardedCheck(tested, guard, terms)
        : await interrupt.during(() => tested.check(terms));
      verdicts.push({ property, title: tested.title, ...verdict });
    }
    const { kind, scope, title } = subject;
    return { version, subject: name, kind, title, scope, seed, runs, verdicts };
  } finally {
    progress.stop();
  }
}

/** The verdict of a property. A mechanism that was ended leaves the simplest counterexample that was known by then. */
async function guardedCheck(tested: SubjectProperty, guard: CodeGuard, terms: CheckTerms): Promise<Verdict> {
  const { runs } = terms;
  let counterexample: Counterexample | undefined;
  const onFound = (found: Counterexample): void => {
    counterexample = found;
  };
  try {
    return await guard.run(() => tested.check({ ...terms, onFound }));
  } catch (error) {
    if (!(error instanceof OwnCodeFailure)) throw error;
    const failed = failedBy(error);
    return counterexample
      ? { verdict: 'violated', runs, counterexample, ...failed }
      : { verdict: 'failed', runs, ...failed };
  }
}

/** @throws OwnCodeFailure where the mechanism failed while a property was tried */
function requireNoFailure(verdicts: readonly NamedVerdict[]): void {
  const failed = verdicts.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return;
  const names = failed.map(({ property }) => property).join(', ');
  throw new OwnCodeFailure(`the mechanism failed while properties were tried: ${names}`);
}

/** @throws NegativeVerdict unless all that are expected hold, or none is violated */
function requireExpected(verdicts: readonly NamedVerdict[], expected: 'all' | readonly string[]): void {
  const failed = verdicts.some(({ property, verdict }) =>
    expected === 'all' ? verdict === 'violated' : expected.includes(property) && verdict !== 'holds',
  );
  if (failed) throw new NegativeVerdict();
}

function runs(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('a whole number from 1.');
}

function onStdout(emphasis: 'bold' | 'dim', text: string): string {
  return styleText(emphasis, text, { stream: process.stdout });
}
