import { styleText } from 'node:util';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { QueryEnded } from '../experiments/query-watch.js';
import { type Answer, SweepDatabase } from '../experiments/sweep-database.js';
import { harmless } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { csvText } from '../output/formats/csv.js';
import { plainTable } from '../output/plain-table.js';
import { readableNumber } from '../output/summary/readable-number.js';
import { reportFailure } from './failure.js';
import { print, printData, printJson } from './print.js';

/** Characters of a table, at most. */
const LONGEST_TABLE = 2 ** 28;

const columnsOfAll =
  "select table_name as 'table', column_name as 'column', data_type as 'type' from information_schema.columns order by table_name desc, ordinal_position";

/** `vickrey query DIR SQL` */
export function queryCommand() {
  return new Command('query')
    .description('ask the results of a sweep in SQL: tables runs and points')
    .argument('<dir>', 'folder of a finished sweep')
    .usage('[options] <dir> [sql]')
    .argument('[sql...]', 'the question (default: show all columns)')
    .addOption(new Option('--json', 'print a JSON array of objects').conflicts('csv'))
    .option('--csv', 'print comma-separated text')
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .addHelpText(
      'after',
      '\nvickrey query runs/sweep "select balancer, avg(p99) from runs group by 1"\n\nExit code 1 where a question takes more than it may, 137 where it had to be killed for that.',
    )
    .action(query);
}

function timeoutOption() {
  return new Option('--timeout <seconds>', 'end a question that takes longer')
    .default(60)
    .argParser((text) => {
      const value = Number(text);
      if (value > 0 && value <= 1e6) return value;
      throw new InvalidArgumentError('seconds above 0, at most 1,000,000.');
    });
}

function memoryOption() {
  return new Option('--memory <mib>', 'end a question that takes more memory, in MiB')
    .default(2048)
    .argParser((text) => {
      const value = Number(text);
      if (Number.isInteger(value) && value >= 64 && value <= 2 ** 24) return value;
      throw new InvalidArgumentError('a whole number from 64 to 16,777,216.');
    });
}

interface QueryOptions extends ShowOptions {
  timeout: number;
  memory: number;
}

interface ShowOptions {
  csv?: true | undefined;
  json?: true | undefined;
}

async function query(
  directory: string,
  question: readonly string[],
  { csv, json, timeout, memory }: QueryOptions,
): Promise<void> {
  if (question.length > 1) {
    const hint = 'put it in quotes: vickrey query DIR "select … from runs"';
    throw new InputError({ message: `the question is ${question.length} arguments, not one`, hint });
  }
  const [sql] = question;
  if (sql !== undefined && !/[^\s;]/.test(sql)) {
    throw new InputError({ message: 'the question is empty', hint: 'leave it out to see all columns' });
  }
  const limits = { seconds: timeout, mebibytes: memory, onStuck: endHard };
  const database = await SweepDatabase.open(directory, limits);
  try {
    const answer = await database.ask(sql ?? columnsOfAll);
    show(answer, { csv, json });
  } finally {
    database.close();
  }
}

/** Ends this process, which would wait at its exit until the database is back. */
function endHard(failure: QueryEnded): void {
  reportFailure(failure);
  process.kill(process.pid, 'SIGKILL');
}

/** @throws QueryEnded where it would be too long a text */
function show(answer: Answer, { csv, json }: ShowOptions): void {
  try {
    if (json) printJson(objectsOf(answer), 2);
    else if (csv) printData(csvText(answer.columns, answer.rows));
    else print(table(answer));
  } catch (error) {
    // What JavaScript throws where a text has more than some 500 million characters.
    if (error instanceof RangeError) throw tooLong();
    throw error;
  }
}

function tooLong(): QueryEnded {
  return new QueryEnded('the answer is too long to be shown; ask for less: limit 1000');
}

function objectsOf({ columns, rows }: Answer): object[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
}

function table({ columns, rows }: Answer): string {
  // A plan that DuckDB draws.
  if (`${columns}` === 'explain_key,explain_value') return rows.map((row) => `${row[1]}\n`).join('');
  const numeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const text = plainTable(numeric.map((right) => (right ? 'right' : 'left')));
  const cells = rows.map((row) => row.map(cell));
  requireFit(cells);
  text.push(columns.map((name) => styleText('dim', harmless(name), { stream: process.stdout })));
  for (const row of cells) text.push(row);
  return `${text}`.replaceAll(/ +$/gm, '').concat('\n');
}

/** @throws QueryEnded where the table, in which all cells of a column are as wide as the widest, is too long a text */
function requireFit(cells: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of cells)
    for (const [i, { length }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, length);
  if (cells.length * widths.reduce((sum, width) => sum + width, 0) > LONGEST_TABLE) throw tooLong();
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  // As it is: it may be a seed or a number of a row.
  if (Number.isSafeInteger(value)) return String(value).replace('-', '−');
  if (typeof value === 'number') return readableNumber(value);
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}
