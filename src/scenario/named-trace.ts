import { InputError } from '../input/input-error.js';
import { suggestion } from '../input/nearest.js';
import type { Trace } from '../workload/trace.js';
import type { TraceFormat, TraceTerms } from '../workload/trace-format.js';
import { traceFormats } from '../workload/trace-formats.js';
import type { Origin } from '../workload/trace-times.js';
import type { NamedFiles } from './named-files.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';
import type { TraceMemory } from './trace-memory.js';

type Replay = Extract<Scenario['arrivals'], { process: 'trace' }>;

/**
 * The trace that a scenario replays, if it does.
 *
 * @throws InputError if the file cannot be found or read, or a setting says nothing to its format
 */
export async function readNamedTrace(
  { arrivals }: Scenario,
  document: ScenarioDocument,
  files: NamedFiles,
  traces: TraceMemory,
): Promise<Trace | undefined> {
  if (arrivals.process !== 'trace') return undefined;
  const terms = termsOf(arrivals, document);
  const path = await files.find(arrivals.file, 'arrivals.file');
  return traces.read(arrivals.format, { path, name: arrivals.file }, terms);
}

function termsOf(arrivals: Replay, document: ScenarioDocument): TraceTerms {
  const format: TraceFormat = traceFormats[arrivals.format];
  refuseForeignColumns(arrivals, format, document);
  const { columns, header, skip } = arrivals;
  return { origin: originOf(arrivals, format, document), columns, header, skipsInvalid: skip === 'invalid' };
}

function originOf(
  { format: name, origin }: Replay,
  format: TraceFormat,
  document: ScenarioDocument,
): Origin | undefined {
  if (origin === undefined || origin === 'first' || origin === 'zero') return origin;
  const refuse = (message: string, hint: string) => {
    throw new InputError({
      ...document.placeOf(['arrivals', 'origin']),
      message: `arrivals.origin: ${message}`,
      hint,
    });
  };
  if (typeof origin === 'number' && significantDigits(origin) > EXACT_DIGITS) {
    refuse(
      `a number of more than ${EXACT_DIGITS} digits may be rounded`,
      `write it in quotes; on the command line --set "arrivals.origin='…'"`,
    );
  }
  return (
    format.momentOf(origin) ?? refuse(`${name} has no such time`, `with ${name} it is ${format.originForm}`)
  );
}

/** Digits of a decimal that a double always gives back. */
const EXACT_DIGITS = 15;

function significantDigits(value: number): number {
  const [digits = ''] = value.toExponential().replace('.', '').split('e');
  return digits.replace('-', '').length;
}

/** @throws InputError where columns are mapped that the format does not have, or by name where the file names none */
function refuseForeignColumns(arrivals: Replay, format: TraceFormat, document: ScenarioDocument): void {
  const refuse = (path: readonly string[], message: string, hint: string) => {
    throw new InputError({ ...document.placeOfKey(path), message: `${path.join('.')}: ${message}`, hint });
  };
  const { columns = {}, header } = arrivals;
  for (const key of ['columns', 'header'] as const) {
    if (arrivals[key] === undefined || format.columns) continue;
    refuse(['arrivals', key], `says nothing to ${arrivals.format}`, 'its fields have places of their own');
  }
  for (const [column, wanted] of Object.entries(columns)) {
    const path = ['arrivals', 'columns', column];
    if (!format.columns!.includes(column)) {
      refuse(path, `${arrivals.format} reads no such column`, suggestion(column, format.columns!));
    }
    if (header === false && typeof wanted === 'string') {
      refuse(path, 'the file names no columns', 'give its number, from 1');
    }
  }
}
