import { existsSync, lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBResult, DuckDBValue, ResultReturnType } from '@duckdb/node-api';
import { InputError } from '../input/input-error.js';
import { finishBeforeReading } from '../storage/publishing.js';
import { QueryEnded, type QueryLimits, QueryWatch, tooLarge } from './query-watch.js';

/** Tables of a sweep folder, and how a file of each format is read. */
const tables = ['runs', 'points'] as const;
const readers = {
  parquet: 'read_parquet($, hive_partitioning = false)',
  // Without dates and truth values: what is a text in one format is one in the other.
  csv: "read_csv($, sample_size = -1, hive_partitioning = false, auto_type_candidates = ['BIGINT', 'DOUBLE', 'VARCHAR'])",
} as const;

/** Short names that questions may use: a column more where the table has the one that is meant. */
const shortNames = { p99: 'sojourn_p99' } as const;

const anew = 'run the sweep again: it writes its tables anew';

/** Values that an answer may have, and characters of its texts. */
const mostValues = 1e7;
const mostCharacters = 2 ** 26;

/** Rows that answer a question. */
export interface Answer {
  readonly columns: readonly string[];
  /** A row an array; whole numbers beyond 2⁵³ are texts. */
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * The results of a sweep as the tables `runs` and `points` of a database in memory. Once they are loaded it has no way to files or the
 * network: no question can write, and none reads anything else.
 */
export class SweepDatabase {
  private constructor(
    private readonly connection: DuckDBConnection,
    /** What a statement returns that has an answer. */
    private readonly answering: ResultReturnType,
    private readonly limits: QueryLimits,
    private readonly watch: QueryWatch,
  ) {}

  /**
   * To be closed, also where a question fails.
   *
   * @param limits - of the loading and all questions together
   * @throws InputError where the folder holds no finished sweep, or DuckDB is not installed
   * @throws QueryEnded where the loading takes more than it may
   */
  static async open(directory: string, limits: QueryLimits): Promise<SweepDatabase> {
    finishBeforeReading(directory);
    if (!existsSync(join(directory, 'results.json'))) {
      const begun = existsSync(join(directory, 'sweep.json'));
      const message = begun ? 'holds a sweep that is not finished' : 'holds no sweep';
      throw new InputError({
        file: directory,
        message,
        hint: begun
          ? 'the command that began it goes on where it was'
          : 'vickrey sweep SWEEP.yaml --out DIR makes one',
      });
    }
    const { DuckDBInstance, ResultReturnType } = await importDuckdb();
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${limits.mebibytes}MiB`,
      // What does not fit is not put on the disk.
      temp_directory: '',
    });
    const connection = await instance.connect();
    const watch = new QueryWatch(connection, limits);
    const database = new SweepDatabase(connection, ResultReturnType.QUERY_RESULT, limits, watch);
    try {
      for (const table of tables) await database.#load(table, directory);
      await database.#run('set enable_external_access = false; set lock_configuration = true');
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }

  /**
   * @throws InputError where the database refuses the question, and where it is none or several
   * @throws QueryEnded where it takes more than it may
   */
  async ask(sql: string): Promise<Answer> {
    const [answer, ...more] = await this.#run(sql);
    if (answer && more.length === 0) return answer;
    const message = answer
      ? `${1 + more.length} questions at a time`
      : 'questions only read, and this one changes something';
    throw new InputError({ message, hint: 'ask one question: select … from runs' });
  }

  /** The answers of those statements that have one. */
  async #run(sql: string): Promise<Answer[]> {
    try {
      const statements = await this.connection.extractStatements(sql);
      const answers: Answer[] = [];
      for (let i = 0; i < statements.count; i++) {
        // Not before those in front of it are run: a pivot is several, which refer to one another.
        const statement = await statements.prepare(i);
        const result = await statement.stream();
        const rows = await this.#rowsOf(result);
        if (result.returnType !== this.answering) continue;
        answers.push({ columns: result.deduplicatedColumnNames(), rows });
      }
      return answers;
    } catch (error) {
      this.watch.require();
      if (error instanceof QueryEnded) throw error;
      const message = (error as Error).message.trimEnd().replaceAll(/\n+/g, '\n  ');
      if (message.startsWith('Out of Memory Error')) throw tooLarge(this.limits);
      throw new InputError({ message, hint: 'vickrey query DIR, without a question, shows all columns' });
    }
  }

  /** The rows of a result, read to its end while the watch looks on. */
  async #rowsOf(result: DuckDBResult): Promise<unknown[][]> {
    const rows: unknown[][] = [];
    let characters = 0;
    for await (const batch of result.yieldRows()) {
      this.watch.require();
      for (const row of batch) {
        rows.push(row.map(plain));
        for (const value of row) characters += lengthOf(value);
      }
      if (rows.length * result.columnCount > mostValues || characters > mostCharacters) throw tooMuch();
    }
    // A stream that was interrupted ends as if that were all.
    this.watch.require();
    return rows;
  }

  /** Harmless when called twice. */
  close(): void {
    this.watch.close();
    this.connection.closeSync();
  }

  async #load(table: string, directory: string): Promise<void> {
    for (const [format, reader] of Object.entries(readers)) {
      const file = join(directory, `${table}.${format}`);
      const found = lstatSync(file, { throwIfNoEntry: false });
      if (!found) continue;
      if (!found.isFile()) {
        const message = found.isSymbolicLink() ? 'is a link, which is not followed' : 'is no file';
        throw new InputError({ file, message, hint: anew });
      }
      await this.#copy(table, file, reader);
      return;
    }
    const message = `has neither ${table}.parquet nor ${table}.csv any more`;
    throw new InputError({ file: directory, message, hint: 'run the sweep again: it writes them anew' });
  }

  /** @throws InputError where the file is damaged */
  async #copy(table: string, file: string, reader: string): Promise<void> {
    const source = reader.replace('$', () => literal(file));
    try {
      const { rows } = await this.ask(`describe select * from ${source}`);
      const columns = new Set(rows.map(([name]) => name));
      // In CSV nothing and an empty text are the same; so they are here, whatever the format.
      const nullable = rows
        .filter(([, type]) => type === 'VARCHAR')
        .map(([name]) => `nullif(${quoted(name)}, '') as ${quoted(name)}`);
      const replaced = nullable.length > 0 ? ` replace (${nullable.join(', ')})` : '';
      const short = Object.entries(shortNames)
        .filter(([name, column]) => columns.has(column) && !columns.has(name))
        .map(([name, column]) => `, ${column} as ${name}`);
      await this.#run(`create table ${table} as select *${replaced}${short.join('')} from ${source}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [reason] = error.problems[0]!.message.split('\n');
      throw new InputError({ file, message: `is damaged: ${reason}`, hint: anew });
    }
  }
}

function tooMuch(): QueryEnded {
  const most = `${mostValues.toLocaleString('en')} values or ${mostCharacters.toLocaleString('en')} characters`;
  return new QueryEnded(`the answer has more than ${most}; ask for less: limit 1000`);
}

/** Characters of a text, and of a number none: that is as long as a word. */
function lengthOf(value: DuckDBValue): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? String(value).length : 0;
}

/** A file as SQL has it: characters that would stand for others stand for themselves. */
function literal(file: string): string {
  const pattern = resolve(file).replaceAll(/[[*?]/g, '[$&]');
  return `'${pattern.replaceAll("'", "''")}'`;
}

/** A name as SQL has it. */
function quoted(name: unknown): string {
  return `"${String(name).replaceAll('"', '""')}"`;
}

async function importDuckdb() {
  try {
    return await import('@duckdb/node-api');
  } catch {
    const message =
      'questions in SQL need the package @duckdb/node-api, which is not installed or not made for this machine';
    const hint =
      'npm install @duckdb/node-api@1.5.5-r.5, or read runs.parquet or runs.csv with what you have';
    throw new InputError({ message, hint });
  }
}

/** A value as JSON can hold it, lists and structures throughout; what JSON has no word for, as SQL writes it. */
function plain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('items' in value) return value.items.map(plain);
  if ('scale' in value) return value.toDouble();
  if ('tag' in value) return plain(value.value);
  if (!('entries' in value)) return String(value);
  const { entries } = value;
  const pairs = Array.isArray(entries)
    ? entries.map(({ key, value }) => [String(key), value] as const)
    : Object.entries(entries);
  return Object.fromEntries(pairs.map(([name, part]) => [name, plain(part)]));
}
