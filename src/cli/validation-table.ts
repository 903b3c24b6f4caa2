import type { z } from 'zod';
import { plainTable } from '../output/plain-table.js';
import type { Style } from '../output/style.js';
import { expectation } from '../scenario/expectation.js';
import type { KnownSystem } from '../validation/known-system.js';
import type { Row } from '../validation/validate.js';

/** What a validation found. */
interface Validation {
  readonly seed: number;
  readonly confidence: number;
  readonly level: number;
  readonly rows: readonly Row[];
  readonly failed: number;
}

/** Theory, observed, interval and verdict, a line a row, for people at a terminal. */
export function validationTable({ seed, confidence, level, rows, failed }: Validation, style: Style): string {
  const table = plainTable(['left', 'left', 'left', 'right', 'right', 'left', 'right', 'left']);
  const head = ['system', 'parameters', 'measure', 'theory', 'observed', 'interval', 'detects', 'verdict'];
  table.push(head.map((name) => style('dim', name)));
  for (const row of rows) {
    const { system, parameters, measure, check, theory, observed, detects, pass } = row;
    table.push([
      system,
      inWords(parameters),
      measure,
      `${check === 'at-most' ? '≤ ' : ''}${number(theory)}`,
      number(observed),
      check === 'exact' ? style('dim', 'exact') : `${number(row.low)} … ${number(row.high)}`,
      `${Number((100 * detects).toPrecision(2))} %`,
      pass ? 'pass' : style('bold', 'FAIL'),
    ]);
  }
  const verdict =
    failed === 0 ? `all ${rows.length} rows pass` : style('bold', `${failed} of ${rows.length} rows fail`);
  const note = `seed ${seed}; intervals of ${number(100 * level)}% each, so that all hold together ${number(100 * confidence)} times of 100`;
  return `${table}\n\n${verdict}\n${style('dim', note)}\n`.replaceAll(/ +$/gm, '');
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
