import { styleText } from 'node:util';
import { Command, Option } from '@commander-js/extra-typings';
import { type Answer, SweepDatabase } from '../experiments/sweep-database.js';
import { harmless } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { csvText } from '../output/formats/csv.js';
import { plainTable } from '../output/plain-table.js';
import { readableNumber } from '../output/summary/readable-number.js';
import { print, printData, printJson } from './print.js';

const columnsOfAll =
  "select table_name as 'table', column_name as 'column', data_type as 'type' from information_schema.columns order by table_name desc, ordinal_position";

/** `vickrey query DIR SQL` */
export function queryCommand() {
  return new Command('query')
    .description('ask the results of a sweep in SQL: tables runs and points')
    .argument('<dir>', 'folder of a finished sweep')
    .argument('[sql]', 'the question (default: show all columns)')
    .addOption(new Option('--json', 'print a JSON array of objects').conflicts('csv'))
    .option('--csv', 'print comma-separated text')
    .addHelpText('after', '\nvickrey query runs/sweep "select balancer, avg(p99) from runs group by 1"')
    .action(query);
}

async function query(
  directory: string,
  sql: string | undefined,
  { csv, json }: { csv?: true; json?: true },
): Promise<void> {
  if (sql !== undefined && !/[^\s;]/.test(sql)) {
    throw new InputError({ message: 'the question is empty', hint: 'leave it out to see all columns' });
  }
  const database = await SweepDatabase.open(directory);
  try {
    const answer = await database.ask(sql ?? columnsOfAll);
    if (json) printJson(objectsOf(answer), 2);
    else if (csv) printData(csvText(answer.columns, answer.rows));
    else print(table(answer));
  } finally {
    database.close();
  }
}

function objectsOf({ columns, rows }: Answer): object[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
}

function table({ columns, rows }: Answer): string {
  // A plan that DuckDB draws.
  if (`${columns}` === 'explain_key,explain_value') return rows.map((row) => `${row[1]}\n`).join('');
  const numeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const text = plainTable(numeric.map((right) => (right ? 'right' : 'left')));
  text.push(
    columns.map((name) => styleText('dim', harmless(name), { stream: process.stdout })),
    ...rows.map((row) => row.map(cell)),
  );
  return `${text}`.replaceAll(/ +$/gm, '').concat('\n');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  // As it is: it may be a seed or a number of a row.
  if (Number.isSafeInteger(value)) return String(value).replace('-', '−');
  if (typeof value === 'number') return readableNumber(value);
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}
