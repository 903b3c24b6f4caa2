import { readCsv } from '../input/csv.js';
import type { CsvRow } from '../input/csv-row.js';
import { InputFile } from '../input/input-file.js';
import { magnitudeFault } from '../input/magnitude.js';
import type { Trace } from './trace.js';
import { TraceBuilder } from './trace-builder.js';

/**
 * Context tokens that cost as much as one generated token. A decode step yields one token and is bound by
 * memory bandwidth; prefill runs over all context tokens at once. For a 70-billion-parameter model on A100
 * machines (Patel et al., "Splitwise", ISCA 2024) a prompt of about 1,500 tokens takes some 3.5 decode steps,
 * that is, about 400 tokens a step.
 */
export const CONTEXT_TOKENS_PER_STEP = 400;

/** Times are exact to the 100 ns that the trace gives. */
const TICKS = 1e7;

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:Z|\+00:00)?$/;

/**
 * Requests to an LLM inference service, as in the Azure Public Dataset (2023 and 2024):
 * `TIMESTAMP,ContextTokens,GeneratedTokens`, times in UTC. A request is a task of load
 * GeneratedTokens + ContextTokens / {@link CONTEXT_TOKENS_PER_STEP} (decode steps); it arrives so many seconds
 * after the earliest. Requests without any token are skipped and counted. Tokens and load are at most 1e12.
 */
export async function azureLlm(path: string, name: string): Promise<Trace> {
  const input = new InputFile(path);
  const builder = new TraceBuilder();
  let origin: number | undefined;
  for await (const row of readCsv(input, { required: ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'] })) {
    const { second, tick } = timestamp(row);
    const load = tokens(row, 'GeneratedTokens') + tokens(row, 'ContextTokens') / CONTEXT_TOKENS_PER_STEP;
    origin ??= second;
    const fault = magnitudeFault(load, false);
    if (fault !== undefined) throw row.refusal('GeneratedTokens', `the load ${fault}, got ${load}`);
    if (load > 0) builder.add({ time: (second - origin) * TICKS + tick, load });
    else builder.skip('no tokens');
  }
  return builder.build(input, name, TICKS);
}

function tokens(row: CsvRow, column: string): number {
  const count = row.number(column, 'non-negative');
  if (!Number.isInteger(count)) throw row.refusal(column, `must be a whole number, got ${count}`);
  return count;
}

/** Seconds since 1970 and 100 ns ticks; together they would not fit a double. */
function timestamp(row: CsvRow): { second: number; tick: number } {
  const text = row.text('TIMESTAMP');
  const [, ...parts] = TIMESTAMP.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
  const written = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
  // Date.UTC carries what is out of range (day 31 of a short month) into the next unit.
  if (written.slice(0, 19) !== text.slice(0, 19).replace(' ', 'T')) {
    const hint = 'written as 2023-11-16 18:17:03.9799600';
    throw row.refusal('TIMESTAMP', `must be a date and a time, got '${text}'`, hint);
  }
  return { second: milliseconds / 1000, tick: Number((parts[6] ?? '').padEnd(7, '0')) };
}
