import { harmless, shortenedLines } from '../../input/harmless.js';
import { idleNotes } from '../idle-notes.js';
import { plainTable } from '../plain-table.js';
import { replicationsNote } from '../replications-note.js';
import { shortfallNotes } from '../shortfall-notes.js';
import type { Style } from '../style.js';
import { readableNumber } from '../summary/readable-number.js';
import { withheldWords } from '../withheld-words.js';
import { missingNote } from './missing-note.js';
import { parametersText, parameterText } from './parameter-text.js';
import type { FailedRun, SweepDocument, SweptEstimate, SweptMetric, SweptPoint } from './sweep-document.js';

const show = readableNumber;

/** Points that a terminal shows of each metric, and failures. */
const mostShown = 24;
/** Lines of a failure after its first: what to do about it is indented. */
const mostHints = 3;
/** Seeds that are listed. */
const mostSeeds = 100;

/** The results of a sweep for people at a terminal, ending in a line feed; without `style` the text is plain. */
export function sweepTable(
  document: SweepDocument,
  directory?: string,
  style: Style = (_, text) => text,
): string {
  const { metrics, parameters } = document;
  const tables =
    parameters.length === 0 && document.points.length === 1
      ? [replicationTable(document, style)]
      : metrics.map((metric, i) => metricTable(document, metric, i, style));
  return [
    heading(document, style),
    ...tables,
    ...failures(document, directory, style),
    footer(document, directory, style),
  ]
    .join('\n\n')
    .replaceAll(/ +$/gm, '');
}

function heading(document: SweepDocument, style: Style): string {
  const { commonRandomNumbers, level, name, points, replications, runs, seed } = document;
  const parts = [
    style('bold', harmless(name)),
    ...(points.length > 1 ? [`${show(points.length)} points`] : []),
    `${show(replications)} ${replications === 1 ? 'replication' : 'replications'}${commonRandomNumbers ? ' on common random numbers' : ''}`,
    `seed ${seed}`,
  ];
  const failed = runs.failed > 0 ? `${show(runs.failed)} of ${show(runs.planned)} runs failed; ` : '';
  const few = replications > 1 ? replicationsNote(replications) : undefined;
  return [
    parts.join('  '),
    `${failed}intervals: ${show(100 * level)} % each by itself`,
    ...(few === undefined ? [] : [few]),
  ].join('\n');
}

/** Of one scenario: a row a metric. */
function replicationTable(document: SweepDocument, style: Style): string {
  const { metrics, points } = document;
  const head = ['', 'runs', 'mean', 'from', 'to', 'deviation', 'least', 'most'];
  const table = plainTable(head.map((_, column) => (column === 0 ? 'left' : 'right')));
  const rows = points[0]!.estimates.map((each, i) => [metrics[i]!.short, ...cells(each)]);
  table.push(
    head.map((name) => style('dim', name)),
    ...rows,
  );
  const notes = metrics.flatMap(({ short }, i) => notesOn(document, i).map((note) => `${short}: ${note}`));
  return [`${table}`, ...notes].join('\n');
}

function metricTable(document: SweepDocument, metric: SweptMetric, place: number, style: Style): string {
  const { parameters, points } = document;
  const head = [...parameters, 'runs', 'mean', 'from', 'to', 'deviation', 'least', 'most'];
  const table = plainTable(head.map((_, column) => (column < parameters.length ? 'left' : 'right')));
  const rows = points
    .slice(0, mostShown)
    .map(({ estimates, parameters: values }) => [
      ...parameters.map((path) => cell(values[path])),
      ...cells(estimates[place]!),
    ]);
  table.push(
    head.map((name) => style('dim', harmless(name))),
    ...rows,
  );
  const left = points.length - mostShown;
  const more = left > 0 ? `\n… and ${show(left)} points more: points.csv` : '';
  const notes = notesOn(document, place).map((note) => `\n${note}`);
  return `${style('bold', capitalised(metric.title))}\n${table}${more}${notes.join('')}`;
}

/** What is to be known of the estimates of a metric beside their numbers. */
function notesOn(document: SweepDocument, place: number): string[] {
  const missing = missingNote(document, place);
  const withheld = new Set(document.points.flatMap(({ estimates }) => estimates[place]!.withheld ?? []));
  return [...(missing === undefined ? [] : [missing]), ...[...withheld].map((why) => withheldWords[why])];
}

function cell(value: unknown): string {
  return typeof value === 'number' ? show(value) : harmless(parameterText(value));
}

function cells({ high, least, low, mean, missing, most, runs, standardDeviation }: SweptEstimate): string[] {
  const of = missing > 0 ? `${show(runs)} of ${show(runs + missing)}` : show(runs);
  return [of, ...[mean, low, high, standardDeviation, least, most].map(show)];
}

/** The runs that have failed and why, nothing where none has. */
export function failedRuns(document: SweepDocument, directory: string | undefined): string {
  return failures(document, directory, (_, text) => text).join('');
}

function failures(
  { failures: failed }: SweepDocument,
  directory: string | undefined,
  style: Style,
): string[] {
  if (failed.length === 0) return [];
  const more = failed.length > mostShown ? [`… and ${show(failed.length - mostShown)} more`] : [];
  const again = 'what has failed is kept; once it is mended, the same command with --retry makes it again';
  const kept = directory === undefined ? [] : [again];
  return [[style('bold', 'Failed'), ...failed.slice(0, mostShown).map(failure), ...more, ...kept].join('\n')];
}

/** Which run, on which host, and why; what to do about it on lines of its own. */
function failure({ host, message, parameters, seed }: FailedRun): string {
  const where = parametersText(parameters);
  const [why, ...rest] = message.split('\n');
  const end = rest.findIndex((line) => !line.startsWith('  '));
  const hints = rest.slice(0, end < 0 ? mostHints : Math.min(end, mostHints));
  const which = `seed ${seed}${where && `, ${where}`}, on ${host}`;
  return shortenedLines([`${harmless(which)}: ${why}`, ...hints].join('\n'));
}

/** A line for each reason for which settings do nothing, and at how many points where that is not all. */
export function sweepNotes(points: readonly Pick<SweptPoint, 'idleSettings'>[]): string[] {
  const counts = new Map<string, number>();
  for (const note of points.flatMap(({ idleSettings }) => idleNotes(idleSettings))) {
    counts.set(note, (counts.get(note) ?? 0) + 1);
  }
  return [...counts].map(([note, count]) =>
    count === points.length ? note : `at ${show(count)} of ${show(points.length)} points ${note}`,
  );
}

function footer(
  { digest, points, seeds, runs }: SweepDocument,
  directory: string | undefined,
  style: Style,
): string {
  const first = seeds?.slice(0, mostSeeds).join(' ');
  const where = directory === undefined ? '--out or --json tells them' : 'column seed of the table of runs';
  const more =
    seeds && seeds.length > mostSeeds ? ` and ${show(seeds.length - mostSeeds)} more: ${where}` : '';
  const lines = [
    ...shortfallNotes(
      points,
      (those, note) => `at ${show(those.length)} of ${show(points.length)} points ${note}`,
    ),
    ...sweepNotes(points),
    style(
      'dim',
      seeds ? `seeds ${first}${more}` : `seeds: one a run, ${show(runs.planned)} in all: ${where}`,
    ),
    `digest ${digest}`,
  ];
  if (directory !== undefined) lines.push(`written to ${harmless(directory)}`);
  return `${lines.join('\n')}\n`;
}

function capitalised(text: string): string {
  return /^[A-Z]/.test(text) ? text : text[0]!.toUpperCase() + text.slice(1);
}
