import { createHash } from 'node:crypto';
import { shortened } from '../../input/harmless.js';
import { canonicalJson } from '../canonical-json.js';
import type { SweepPlan } from './plan.js';

/** What a sweep is of, in texts by what they are of: settings by their paths. For people: a hash decides what is the same. */
export type ToldTerms = Readonly<Record<string, string>>;

/** Terms that are told, characters of the name of each, and of its value. */
const [mostTold, longestName, longestValue] = [200, 100, 60];

/** Differences that are named. */
const mostNamed = 3;

/** The terms of a plan that its runs depend on, whatever their number. */
export function toldTerms({ commonRandomNumbers, points, seed }: SweepPlan): ToldTerms {
  const { files, metrics, scenario } = points[0]!.job;
  const varied = new Set(points.flatMap(({ parameters }) => Object.keys(parameters)));
  const isVaried = (path: string): boolean =>
    [...varied].some((each) => `${each}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${each}.`));
  const { name: _, description: __, ...settings } = scenario;
  const terms: [string, string][] = [
    ['seed', `${seed}`],
    ['metrics', metrics.join(', ')],
    ['common random numbers', commonRandomNumbers ? 'yes' : 'no'],
    ['points', `${points.length}`],
    ...[...varied].map((path): [string, string] => [path, valuesAt(path, points)]),
    ...Object.entries(files).map(([path, { sha256 }]): [string, string] => [`contents of ${path}`, sha256]),
    ...leavesOf(settings, '').filter(([path]) => !isVaried(path)),
  ];
  return Object.fromEntries(
    terms.slice(0, mostTold).map(([term, value]) => [term.slice(0, longestName), brief(value)]),
  );
}

/** By what two sweeps differ, in words; undefined where nothing that is told of them does. */
export function differenceInWords(before: ToldTerms, now: ToldTerms): string | undefined {
  const told = (terms: ToldTerms, term: string): string =>
    Object.hasOwn(terms, term) ? shortened(terms[term]!, 2 * longestValue) : 'not set';
  const all = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const changed = all.filter((term) => told(before, term) !== told(now, term));
  if (changed.length === 0) return undefined;
  const named = changed
    .slice(0, mostNamed)
    .map((term) => `${shortened(term, longestName)} was ${told(before, term)} and is ${told(now, term)}`);
  const more = changed.length > mostNamed ? `, and ${changed.length - mostNamed} more differ` : '';
  return `${named.join('; ')}${more}`;
}

function valuesAt(path: string, points: SweepPlan['points']): string {
  return [...new Set(points.map(({ parameters }) => textOf(parameters[path])))].join(', ');
}

/** The settings of a scenario that are no mappings, by their paths. */
function leavesOf(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, textOf(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

function textOf(value: unknown): string {
  if (value === undefined) return 'not set';
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** A text as it is, or its beginning with a hash of all. */
function brief(text: string): string {
  if (text.length <= longestValue) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${text.slice(0, longestValue - 30)}… (SHA-256 ${hash}…)`;
}
