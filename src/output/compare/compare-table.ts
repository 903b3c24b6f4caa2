import { harmless } from '../../input/harmless.js';
import { idleNotes } from '../idle-notes.js';
import { plainTable } from '../plain-table.js';
import { replicationsNote } from '../replications-note.js';
import { shortfallNotes } from '../shortfall-notes.js';
import type { Style } from '../style.js';
import { readableNumber } from '../summary/readable-number.js';
import type { CompareDocument, ComparedDifference } from './compare-document.js';
import { bestSentence, sentence } from './sentence.js';

const show = readableNumber;

/** A comparison for people at a terminal, ending in a line feed; without `style` the text is plain. */
export function compareTable(
  document: CompareDocument,
  directory?: string,
  style: Style = (_, text) => text,
): string {
  return [
    heading(document, style),
    taskTable(document, style),
    ...document.metrics.map((metric) => metricTable(document, metric, style)),
    footer(document, directory, style),
  ]
    .join('\n\n')
    .replaceAll(/ +$/gm, '');
}

function heading(document: CompareDocument, style: Style): string {
  const { baseline, differences, level, replications, seed } = document;
  const count = 2 * differences.length;
  const few = replicationsNote(replications);
  return [
    `${style('bold', `compared with ${harmless(baseline)}`)}  ${show(replications)} replications on common random numbers  seed ${seed}`,
    `intervals: ${show(100 * level)} % for all ${count} together, of differences and of ratios`,
    ...(few === undefined ? [] : [few]),
  ].join('\n');
}

/** Every task that arrived, over all runs of an alternative. */
function taskTable({ alternatives }: CompareDocument, style: Style): string {
  const parts = ['arrived', 'completed', 'unfinished', 'rejected', 'lost'] as const;
  const table = plainTable(['left', ...parts.map(() => 'right' as const)]);
  const signs = ['', '= ', '+ ', '+ ', '+ '];
  table.push(
    ['', ...parts.map((part, i) => style('dim', `${signs[i]}${part}`))],
    ...alternatives.map(({ name, tasks }) => [harmless(name), ...parts.map((part) => show(tasks[part]))]),
  );
  return `${style('bold', 'Tasks of all replications')}\n${table}`;
}

function metricTable(
  { baseline, best, differences, level, metrics }: CompareDocument,
  metric: CompareDocument['metrics'][number],
  style: Style,
): string {
  const rows = differences.filter((each) => each.metric === metric.name);
  const title = style('bold', capitalised(metric.title));
  if (rows.every(({ verdict }) => verdict === 'equal')) {
    return `${title}\n${show(rows[0]!.mean)} on average with each, and the same with all in every replication`;
  }
  const head = ['', 'mean', 'difference', 'from', 'to', 'correlation', 'variance reduction'];
  const table = plainTable(head.map((_, column) => (column === 0 ? 'left' : 'right')));
  table.push(
    head.map((name) => style('dim', name)),
    [harmless(baseline), show(rows[0]!.baselineMean)],
    ...rows.map(rowOf),
  );
  const sentences = rows.map((each) => sentence(each, baseline, metrics, level));
  const found = best.find((each) => each.metric === metric.name);
  if (found) sentences.push(bestSentence(found, level));
  return `${title}\n${table}\n${sentences.join('\n')}`;
}

function rowOf(each: ComparedDifference): string[] {
  const { alternative, mean, difference, low, high, correlation, varianceReduction } = each;
  const numbers = [mean, difference, low, high, correlation, varianceReduction];
  return [harmless(alternative), ...numbers.map(show)];
}

function footer(document: CompareDocument, directory: string | undefined, style: Style): string {
  const { precision, seeds } = document;
  const lines = [...notes(document), style('dim', `seeds ${seeds.join(' ')}`)];
  if (precision) lines.unshift(precisionNote(precision));
  if (directory !== undefined) lines.push(`written to ${harmless(directory)}`);
  return `${lines.join('\n')}\n`;
}

function precisionNote({ reached, replications, wanted }: NonNullable<CompareDocument['precision']>): string {
  const share = `as precise as ± ${show(100 * wanted)} %`;
  if (reached) return `stopped when ${share}`;
  return `not ${share}: that takes ${replications === null ? 'more' : `about ${show(replications)}`} replications`;
}

/** What figures and intervals are about, where that goes not without saying. */
function notes(document: CompareDocument): string[] {
  return [
    ...(timesAreOfOtherTasks(document)
      ? [
          'Times are of completed tasks alone, and not all complete as many: who leaves slow ones undone looks quicker.',
        ]
      : []),
    ...drawnNote(document),
    ...shortfallNotes(
      document.alternatives,
      (those, note) => `${those.map(({ name }) => harmless(name)).join(', ')}: ${note}`,
    ),
    ...compareNotes(document.alternatives),
  ];
}

/** A line for each alternative and reason for which settings do nothing there. */
export function compareNotes(
  alternatives: readonly Pick<CompareDocument['alternatives'][number], 'name' | 'idleSettings'>[],
): string[] {
  return alternatives.flatMap(({ idleSettings, name }) =>
    idleNotes(idleSettings).map((note) => `${harmless(name)}: ${note}`),
  );
}

/** Whether times are compared that are means over different tasks. */
function timesAreOfOtherTasks({ alternatives, metrics }: CompareDocument): boolean {
  const completed = new Set(alternatives.map(({ tasks }) => tasks.completed));
  return completed.size > 1 && metrics.some(({ unit }) => unit === 'time');
}

function drawnNote({ sameArrivals, trace }: CompareDocument): string[] {
  if (sameArrivals) {
    return ['Tasks are the same in every replication: the intervals are about the other draws alone.'];
  }
  if (!trace) return [];
  return [
    'Arrivals are those of the trace in every replication: the intervals are about what is drawn for it, not about other traces.',
  ];
}

function capitalised(text: string): string {
  return /^[A-Z]/.test(text) ? text : text[0]!.toUpperCase() + text.slice(1);
}
