import type { z } from 'zod';
import { plainTable } from '../output/plain-table.js';
import type { Style } from '../output/style.js';
import { expectation } from '../scenario/expectation.js';
import type { KnownSystem } from '../validation/known-system.js';
import type { Row } from '../validation/validate.js';

/** What a validation found. */
export interface Validation {
  readonly seed: number;
  readonly confidence: number;
  readonly level: number;
  readonly rows: readonly Row[];
  readonly failed: number;
  readonly undecided: number;
}

/** Theory, observed, interval and verdict, a line a row, for people at a terminal. */
export function validationTable(validation: Validation, style: Style): string {
  const { seed, confidence, level, rows } = validation;
  const table = plainTable(['left', 'left', 'left', 'right', 'right', 'left', 'right', 'left']);
  const head = ['system', 'parameters', 'measure', 'theory', 'observed', 'interval', 'detects', 'verdict'];
  table.push(head.map((name) => style('dim', name)));
  for (const row of rows) {
    const { system, parameters, measure, verdict } = row;
    table.push([
      system,
      inWords(parameters),
      measure,
      theoryOf(row),
      row.observed === null ? '–' : number(row.observed),
      intervalOf(row, style),
      row.detects === null ? '–' : `${Number((100 * row.detects).toPrecision(2))} %`,
      verdict === 'fail' ? style('bold', 'FAIL') : passed(row),
    ]);
  }
  const verdict = verdictOf(validation, style);
  const note = `seed ${seed}; intervals of ${number(100 * level)}% each, so that all hold together ${number(100 * confidence)} times of 100`;
  return `${table}\n\n${verdict}\n${style('dim', note)}\n`.replaceAll(/ +$/gm, '');
}

/** A row that failed at first says so. */
function passed({ verdict, why }: Row): string {
  return verdict === 'pass' && why !== undefined ? `pass, ${why}` : verdict;
}

/** What theory says, and to within what. */
function theoryOf({ check, theory, theoryError }: Row): string {
  if (check === 'at-most') return `≤ ${number(theory)}`;
  return theoryError === 0 ? number(theory) : `${number(theory)} ± ${Number(theoryError.toPrecision(2))}`;
}

/** The interval, or in its place that there is no chance, or why there is none. */
function intervalOf({ check, interval, why }: Row, style: Style): string {
  if (interval) return interval.map(number).join(' … ');
  return style('dim', check === 'exact' ? 'exact' : (why ?? '–'));
}

/** How many rows pass, or do not. */
function verdictOf({ rows, failed, undecided }: Validation, style: Style): string {
  const of = `of ${rows.length} rows`;
  if (failed === 0 && undecided === 0) return `all ${rows.length} rows pass`;
  if (failed === 0) return style('bold', `${undecided} ${of} undecided, the others pass`);
  return style('bold', `${failed} ${of} fail${undecided === 0 ? '' : `, ${undecided} undecided`}`);
}

/** Every system, and what its parameters are where they are not given. */
export function systemsTable(systems: readonly KnownSystem[], style: Style): string {
  const blocks = systems.map(({ name, title, parameters, cases }) => {
    const defaults = parameters.parse(cases[0]);
    const table = plainTable(['left', 'right', 'left']);
    for (const [parameter, schema] of Object.entries(parameters.shape) as [string, z.ZodType][]) {
      const must = `${schema.description ?? ''}; ${expectation(schema)}`;
      table.push([
        `  --${parameter}`,
        inWords({ [parameter]: defaults[parameter] }).split('=')[1]!,
        style('dim', must),
      ]);
    }
    return `${style('bold', name)}  ${title}\n${table}\n`;
  });
  return blocks.join('\n').replaceAll(/ +$/gm, '');
}

/** `rho=0.9 arms=0.5,0.6`. */
function inWords(parameters: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string =>
    typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${text(value)}`)
    .join(' ');
}

/** Six significant digits at most, a true minus. */
function number(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
