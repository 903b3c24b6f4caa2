import { magnitudeFault, shortNumber } from '../input/magnitude.js';
import { RowRefusal } from '../input/row-refusal.js';
import { SwfBursts } from './swf-bursts.js';
import { SwfJob, SwfLine } from './swf-line.js';
import { TraceTask } from './trace-builder.js';
import type { TraceFormat, TraceReading } from './trace-format.js';
import { decimalMoment, type Moment } from './trace-times.js';

/**
 * Values of the status, field 11, of a line that describes a partial execution of a job: one that goes on, the last one of a
 * job that completed, the last one of a job that failed.
 */
const PARTIAL: ReadonlySet<number> = new Set([2, 3, 4]);

const PARTIAL_EXECUTION = 'partial execution';
const NO_JOB_NUMBER = 'partial execution without a job number';
const NO_SUBMIT_TIME = 'no submit time';

/**
 * The Standard Workload Format of the Parallel Workloads Archive, version 2.2: 18 numbers a line, −1 where
 * unknown, `;` begins a comment line. A job is a task of load run time (field 4, s) × processors (field 5, or
 * the requested ones of field 8 where that is unknown), that is, processor-seconds; it arrives at its submit
 * time (field 2, s), counted from the earliest. Jobs that lack one of these are skipped and counted. Failed and
 * cancelled jobs (status, field 11, of 0 and 5) that ran are tasks: they have used their processors. Partial
 * executions (status 2, 3, 4) are details of the line of their job, and are counted as skipped. What that line lacks is
 * taken from them: a job without a line, a run time or processors is their sum. Such jobs come after others of the same
 * time. Partial executions without a job number (−1) belong to no known job, and are skipped. No field is beyond ±1e12,
 * and loads are from 1e-12 to 1e12.
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
    try {
      this.addJob(new SwfLine(text, this.reading.file.path, this.line));
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      this.reading.refused(error);
    }
  }

  /** Adds the jobs that only several lines describe, and counts the lines of partial executions. */
  finish(): void {
    const { tasks } = this.reading;
    const { details, jobs } = this.bursts.finish();
    for (const line of details) tasks.skip(PARTIAL_EXECUTION, line);
    for (const { details, isPartial, lacks = '', line, load, time } of jobs) {
      const reason = time === undefined ? NO_SUBMIT_TIME : load === 0 ? lacks : undefined;
      if (reason !== undefined) tasks.skip(reason, line);
      else this.addLate(time!, load, line);
      const told = reason !== undefined && isPartial ? reason : PARTIAL_EXECUTION;
      for (const detail of details) tasks.skip(told, detail);
    }
  }

  private addJob(line: SwfLine): void {
    const { job } = this;
    line.read(job);
    const { number } = line;
    const isPartial = PARTIAL.has(job.status);
    if (isPartial && job.job < 0) return this.reading.tasks.skip(NO_JOB_NUMBER, number);
    const processors = job.allocated === -1 ? job.requested : job.allocated;
    const lacks = missing(job.run, processors);
    if (!isPartial && lacks === undefined && job.submit >= 0) {
      this.bursts.addWhole(job.job);
      this.readTime(line);
      this.task.load = line.load(job.run, processors);
      this.reading.tasks.add(this.task, number);
      return;
    }
    const load = lacks === undefined ? job.run * processors : 0;
    const said = { job: job.job, line: number, time: this.timeOf(), load, lacks };
    if (isPartial) this.bursts.addBurst(said);
    else this.bursts.addIncomplete(said);
  }

  private readTime(line: SwfLine): void {
    const { submit, submitText } = this.job;
    const { times } = this.reading;
    times.readDecimal(submitText, submit, this.task);
    const fault = times.fault(this.task);
    if (fault !== undefined) throw line.refusal(2, `field 2 ${fault}`, submitText);
  }

  private timeOf(): Moment | undefined {
    const { submit, submitText } = this.job;
    if (submit < 0) return undefined;
    const time = { whole: 0, rest: 0, places: 0 };
    this.reading.times.readDecimal(submitText, submit, time);
    return time;
  }

  /** Adds a job that several lines describe. */
  private addLate(time: Moment, load: number, line: number): void {
    const { file, refused, tasks, times } = this.reading;
    const timeFault = times.fault(time);
    const loadFault = magnitudeFault(load, true);
    const refuse = (reason: string, got: number) => {
      const message = `${reason}, got ${shortNumber(got)}`;
      refused(new RowRefusal({ file: file.path, line, message }, reason));
    };
    if (timeFault !== undefined) return refuse(`field 2 ${timeFault}`, time.whole + time.rest);
    if (loadFault !== undefined) return refuse(`run time × processors ${loadFault}`, load);
    tasks.add(Object.assign(this.task, time, { load }), line);
  }
}

/** What a line lacks of the work of its job. */
function missing(run: number, processors: number): string | undefined {
  if (run <= 0) return 'no run time';
  return processors <= 0 ? 'no processors' : undefined;
}
