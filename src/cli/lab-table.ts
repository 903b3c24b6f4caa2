import { join } from 'node:path';
import { harmless, shortened } from '../input/harmless.js';
import type { Subject } from '../lab/subjects.js';
import type { Measured } from '../lab/verdict.js';
import { plainTable } from '../output/plain-table.js';
import type { Style } from '../output/style.js';
import { readableNumber } from '../output/summary/readable-number.js';
import type { LabDocument, NamedVerdict } from './lab-document.js';

/** Characters of a title that are shown. */
const LONGEST_TITLE = 200;

/** A verdict a line, then each counterexample in words, for people at a terminal. */
export function labTable(document: LabDocument, directory: string | undefined, style: Style): string {
  const { scope, subject, title, seed, runs, verdicts } = document;
  const table = plainTable(['left', 'left', 'left']);
  for (const verdict of verdicts)
    table.push([verdict.property, verdictWord(verdict, style), style('dim', remark(verdict))]);
  const violated = verdicts.filter(({ verdict }) => verdict === 'violated');
  return `${[
    `${style('bold', harmless(subject))}  ${shortened(title, LONGEST_TITLE)}\n${style('dim', `seed ${seed}, ${runs} cases a property: ${scope}\n"holds" says that none of these cases is against it; others were not tried`)}`,
    table.toString(),
    ...violated.map((verdict) => counterexampleInWords(verdict, directory, style)),
    ...failureBlocks(verdicts, style),
    ...verdicts.flatMap((verdict) => measuredBlock(verdict, style)),
  ]
    .join('\n\n')
    .replaceAll(/ +$/gm, '')}\n`;
}

/** Everything that can be tried, and for what. */
export function subjectsTable(subjects: Readonly<Record<string, Subject>>, style: Style): string {
  const kinds = [...new Set(Object.values(subjects).map(({ kind }) => kind))];
  const blocks = kinds.flatMap((kind) => {
    const those = Object.entries(subjects).filter(([, subject]) => subject.kind === kind);
    const tried = Object.entries(those[0]![1].properties);
    return [block(`${kind}s`, those, style), block(`properties of ${kind}s`, tried, style)];
  });
  return blocks.join('\n').replaceAll(/ +$/gm, '');
}

function block(heading: string, rows: readonly [string, { title: string }][], style: Style): string {
  const table = plainTable(['left', 'left']);
  for (const [name, { title }] of rows) table.push([`  ${name}`, style('dim', title)]);
  return `${style('bold', heading)}\n${table}\n`;
}

function verdictWord(tried: NamedVerdict, style: Style): string {
  const { verdict } = tried;
  if (verdict === 'violated' || verdict === 'failed') return style('bold', verdict.toUpperCase());
  return verdict === 'holds' ? `holds in ${tried.runs}` : 'n/a';
}

function remark(verdict: NamedVerdict): string {
  return verdict.verdict === 'not-applicable' ? verdict.why : verdict.title;
}

/** What the mechanism failed of, each fault once, and which properties that left without a verdict. */
function failureBlocks(verdicts: readonly NamedVerdict[], style: Style): string[] {
  const faults = new Map<string, NamedVerdict[]>();
  for (const verdict of verdicts) {
    if (verdict.fault !== undefined)
      faults.set(verdict.fault, [...(faults.get(verdict.fault) ?? []), verdict]);
  }
  return [...faults.values()].map((those) => {
    const names = (are: boolean) =>
      those
        .filter(({ verdict }) => (verdict === 'failed') === are)
        .map(({ property }) => style('bold', property))
        .join(', ');
    const [unknown, known] = [names(true), names(false)];
    return [
      those[0]!.failure,
      ...(unknown === '' ? [] : [`  so there is no verdict on ${unknown}`]),
      ...(known === '' ? [] : [`  after what is told of ${known} was found`]),
    ].join('\n');
  });
}

/** What was estimated, one line each. */
function measuredBlock({ property, measured = [] }: NamedVerdict, style: Style): string[] {
  if (measured.length === 0) return [];
  const lines = measured.map((each) => `  ${measuredInWords(each)}`);
  return [[`${style('bold', property)}, in ${measured[0]!.count} markets:`, ...lines].join('\n')];
}

function measuredInWords({ name, mean, low, high, level }: Measured): string {
  const show = readableNumber;
  return `${name}: ${show(mean)} (${show(100 * level)} % interval ${show(low)} … ${show(high)})`;
}

function counterexampleInWords(verdict: NamedVerdict, directory: string | undefined, style: Style): string {
  if (verdict.verdict !== 'violated') return '';
  const { words, unreplayable, scenario } = verdict.counterexample;
  const how =
    verdict.replay !== undefined && directory !== undefined
      ? `vickrey run ${join(directory, verdict.replay)}`
      : scenario
        ? '--out DIR writes the scenario that replays it'
        : `no replay: ${unreplayable}`;
  return `${style('bold', verdict.property)}: ${words}\n  ${style('dim', how)}`;
}
