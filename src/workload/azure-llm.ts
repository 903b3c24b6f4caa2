import type { CsvRow } from '../input/csv-row.js';
import { quoted } from '../input/harmless.js';
import { magnitudeFault } from '../input/magnitude.js';
import { tableFormat } from './table-format.js';
import { TICKS, Timestamps } from './timestamp.js';
import type { TraceFormat } from './trace-format.js';

/**
 * Context tokens that cost as much as one generated token. A decode step yields one token and is bound by
 * memory bandwidth; prefill runs over all context tokens at once. For a 70-billion-parameter model on A100
 * machines (Patel et al., "Splitwise", ISCA 2024) a prompt of about 1,500 tokens takes some 3.5 decode steps,
 * that is, about 400 tokens a step.
 */
export const CONTEXT_TOKENS_PER_STEP = 400;

/** Decimal places of a time: 100 ns. */
const PLACES = 7;

const FORM = 'written as 2023-11-16 18:17:03.9799600';

/**
 * Requests to an LLM inference service, as in the Azure Public Dataset (2023 to 2025):
 * `TIMESTAMP,ContextTokens,GeneratedTokens`, times in UTC. A request is a task of load
 * GeneratedTokens + ContextTokens / {@link CONTEXT_TOKENS_PER_STEP} (decode steps); it arrives so many seconds
 * after the earliest. Requests without any token are skipped and counted. Tokens and load are at most 1e12.
 */
export const azureLlm: TraceFormat = tableFormat({
  origin: 'first',
  required: ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'],
  momentOf(origin) {
    const time = new Timestamps().of(String(origin));
    return time && { whole: time.second, rest: time.tick / TICKS, places: PLACES };
  },
  originForm: `first, zero (1970), or a date and a time in UTC, ${FORM}`,
  tasks(times) {
    const timestamps = new Timestamps();
    return (row, task) => {
      const text = row.text('TIMESTAMP');
      const time = timestamps.of(text);
      if (time === undefined) {
        throw row.refusal('TIMESTAMP', 'must be a date and a time', { got: quoted(text), hint: FORM });
      }
      [task.whole, task.rest, task.places] = [time.second, time.tick / TICKS, PLACES];
      const fault = times.fault(task);
      if (fault !== undefined) throw row.refusal('TIMESTAMP', fault, { got: text });
      task.load = loadOf(row);
      return task.load > 0 ? undefined : 'no tokens';
    };
  },
});

/** Decode steps. */
function loadOf(row: CsvRow): number {
  const load = tokens(row, 'GeneratedTokens') + tokens(row, 'ContextTokens') / CONTEXT_TOKENS_PER_STEP;
  const fault = magnitudeFault(load, false);
  if (fault !== undefined) throw row.refusal('GeneratedTokens', `the load ${fault}`, { got: String(load) });
  return load;
}

function tokens(row: CsvRow, column: string): number {
  const count = row.number(column, 'non-negative');
  if (!Number.isInteger(count)) throw row.refusal(column, 'must be a whole number', { got: String(count) });
  return count;
}
