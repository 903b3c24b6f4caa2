import { InputError } from '../input/input-error.js';
import { largest, shortNumber } from '../input/magnitude.js';
import { RowRefusal } from '../input/row-refusal.js';
import { SwfBursts } from './swf-bursts.js';
import { SwfJob, SwfLine } from './swf-line.js';
import { TraceTask } from './trace-builder.js';
import type { TraceFormat, TraceReading } from './trace-format.js';
import { decimalMoment } from './trace-times.js';

/**
 * Values of the status, field 11, of a line that describes a partial execution of a job: one that goes on, the last one of a
 * job that completed, the last one of a job that failed.
 */
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
export const swf: TraceFormat = {
  origin: 'first',
  momentOf: (origin) => decimalMoment(String(origin)),
  originForm: 'first, zero, or a number of seconds',
  async read(reading) {
    const log = new JobLog(reading);
    for await (const lines of reading.file.lines()) for (const line of lines) log.addLine(line);
    log.finish();
    return [];
  },
};

/** The jobs of a log, line by line. */
class JobLog {
  private readonly bursts = new SwfBursts();
  private readonly job = new SwfJob();
  private readonly task = new TraceTask();
  private line = 0;

  constructor(private readonly reading: TraceReading) {}

  addLine(text: string): void {
    this.line++;
    const start = text.trimStart();
    if (start === '' || start.startsWith(';')) return;
    const { refused } = this.reading;
    try {
      this.addJob(new SwfLine(text, this.reading.file.path, this.line));
    } catch (error) {
      if (refused === undefined || !(error instanceof RowRefusal)) throw error;
      refused(error);
    }
  }

  /** Adds the jobs of which there were partial executions only, and counts the others' partial executions. */
  finish(): void {
    const { tasks } = this.reading;
    const { details, jobs } = this.bursts.finish();
    for (const line of details) tasks.skip('partial execution', line);
    for (const { lines, load, time } of jobs) {
      const [first, ...others] = lines as [number, ...number[]];
      if (time === undefined) tasks.skip('no submit time', first, lines.length);
      else if (load === 0) tasks.skip('no run time', first, lines.length);
      else if (load > largest) throw this.tooMuch(first, load);
      else {
        this.add(time, load);
        for (const line of others) tasks.skip('partial execution', line);
      }
    }
  }

  private addJob(line: SwfLine): void {
    const { job } = this;
    line.read(job);
    const processors = job.allocated === -1 ? job.requested : job.allocated;
    if (PARTIAL.has(job.status)) {
      const load = job.run > 0 && processors > 0 ? line.load(job.run, processors) : 0;
      const time = job.submit < 0 ? undefined : this.timeOf(line);
      this.bursts.addBurst({ job: job.job, time, load, line: line.number });
      return;
    }
    this.bursts.addWhole(job.job);
    const reason = missing(job, processors);
    if (reason === undefined) this.add(this.timeOf(line), line.load(job.run, processors));
    else this.reading.tasks.skip(reason, line.number);
  }

  private timeOf(line: SwfLine): number {
    const { submit, submitText } = this.job;
    const { times } = this.reading;
    const time = times.ofDecimal(submitText, submit);
    const fault = times.fault(time);
    if (fault !== undefined) throw line.refusal(2, `field 2 ${fault}`, submitText);
    return time;
  }

  private tooMuch(line: number, load: number): InputError {
    const message = `run time × processors of its partial executions must be at most 1e12, got ${shortNumber(load)}`;
    return new InputError({ file: this.reading.file.path, line, message });
  }

  private add(time: number, load: number): void {
    this.task.time = time;
    this.task.load = load;
    this.reading.tasks.add(this.task);
  }
}

/** What a job lacks to be a task. */
function missing({ run, submit }: SwfJob, processors: number): string | undefined {
  if (submit < 0) return 'no submit time';
  if (run <= 0) return 'no run time';
  return processors <= 0 ? 'no processors' : undefined;
}
