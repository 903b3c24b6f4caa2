import { decimal } from '../input/decimal.js';
import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';
import { readLines } from '../input/lines.js';
import { magnitudeFault, shortNumber } from '../input/magnitude.js';
import { SwfBursts } from './swf-bursts.js';
import type { Trace } from './trace.js';
import { TraceBuilder } from './trace-builder.js';

const FIELDS = 18;

/** Values of the status, field 11, of a line that describes a partial execution of a job: one that goes on, the last one of a job that completed, the last one of a job that failed. */
const PARTIAL: ReadonlySet<number> = new Set([2, 3, 4]);

/**
 * The Standard Workload Format of the Parallel Workloads Archive, version 2.2: 18 numbers a line, −1 where
 * unknown, `;` begins a comment line. A job is a task of load run time (field 4, s) × processors (field 5, or
 * the requested ones of field 8 where that is unknown), that is, processor-seconds; it arrives at its submit
 * time (field 2, s), counted from the earliest. Jobs that lack one of these are skipped and counted. Failed and
 * cancelled jobs (status, field 11, of 0 and 5) that ran are tasks: they have used their processors. Partial
 * executions (status 2, 3, 4) are details of the line of their job, and are counted as skipped; jobs that have no
 * line of their own are the sums of them, and come after others of the same time. No field is beyond ±1e12, and loads
 * are from 1e-12 to 1e12.
 */
export async function swf(path: string, name: string): Promise<Trace> {
  const input = new InputFile(path);
  const builder = new TraceBuilder();
  const bursts = new SwfBursts();
  let line = 0;
  for await (const text of readLines(input)) {
    line++;
    const start = text.trimStart();
    if (start !== '' && !start.startsWith(';')) addLine(builder, bursts, new Line(text, path, line));
  }
  addBursts(builder, bursts);
  return builder.build(input, name, 1);
}

function addLine(builder: TraceBuilder, bursts: SwfBursts, line: Line): void {
  const fields = line.fields();
  const [job, submit, , run, allocated] = fields as [number, number, number, number, number];
  const processors = allocated === -1 ? fields[7]! : allocated;
  if (PARTIAL.has(fields[10]!)) {
    const load = run > 0 && processors > 0 ? line.load(run, processors) : 0;
    bursts.addBurst({ job, submit, load });
    return;
  }
  bursts.addWhole(job);
  if (submit < 0) builder.skip('no submit time');
  else if (run <= 0) builder.skip('no run time');
  else if (processors <= 0) builder.skip('no processors');
  else builder.add({ time: submit, load: line.load(run, processors) });
}

/** Counts the lines of partial executions; of a job that has no other line, all of them together are its task. */
function addBursts(builder: TraceBuilder, bursts: SwfBursts): void {
  const { jobs, details } = bursts.finish();
  builder.skip('partial execution', details);
  for (const { submit, load, lines } of jobs) {
    if (submit < 0) builder.skip('no submit time', lines);
    else if (load === 0) builder.skip('no run time', lines);
    else {
      builder.skip('partial execution', lines - 1);
      builder.add({ time: submit, load });
    }
  }
}

/** One line of a file that holds a job. */
class Line {
  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly number: number,
  ) {}

  /** Its 18 fields. @throws InputError at the first that does not fit */
  fields(): number[] {
    const fields: number[] = [];
    for (const { 0: word, index } of this.text.matchAll(/\S+/g)) {
      if (fields.length === FIELDS) throw this.wrongLength(index);
      fields.push(this.field(word, index, fields.length + 1));
    }
    if (fields.length < FIELDS) throw this.wrongLength(this.text.trimEnd().length, fields.length);
    return fields;
  }

  /** Processor-seconds. @throws InputError, at the run time, if they are out of range */
  load(run: number, processors: number): number {
    const load = run * processors;
    const fault = magnitudeFault(load, true);
    if (fault === undefined) return load;
    const index = [...this.text.matchAll(/\S+/g)][3]!.index;
    throw this.refusal(index, `run time × processors ${fault}, got ${shortNumber(load)}`);
  }

  private field(word: string, index: number, number: number): number {
    const value = decimal(word);
    if (value === undefined) throw this.refusal(index, `field ${number} must be a number, got '${word}'`);
    const fault = magnitudeFault(value, false);
    if (fault !== undefined) throw this.refusal(index, `field ${number} ${fault}, got ${word}`);
    return value;
  }

  private wrongLength(index: number, found?: number): InputError {
    const message = `a job has ${FIELDS} fields, this line has ${found ?? 'more'}`;
    return this.refusal(index, message, 'unknown fields are written -1, comments begin with ;');
  }

  private refusal(index: number, message: string, hint?: string): InputError {
    return new InputError({ file: this.file, line: this.number, column: index + 1, message, hint });
  }
}
