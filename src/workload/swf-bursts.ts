import { GrowingColumn } from './growing-column.js';
import type { Moment } from './trace-times.js';

/** What one line of a job log says of a job. */
interface JobLine {
  /** Number of the job, from 0. */
  readonly job: number;
  readonly line: number;
  /** Submit time of the job; `undefined` where the line does not say it. */
  readonly time: Moment | undefined;
  /** Processor-seconds, 0 where the line lacks a part of them. */
  readonly load: number;
  /** The part that it lacks. */
  readonly lacks: string | undefined;
}

/** What all lines of a job say together. */
interface JobOfLines extends Omit<JobLine, 'job'> {
  /** Lines of its partial executions, but for `line`. */
  readonly details: readonly number[];
  /** Whether `line` is one of them: the job has no line of its own. */
  readonly isPartial: boolean;
}

/** The partial executions of a job. */
interface Bursts {
  time: Moment | undefined;
  load: number;
  lacks: string | undefined;
  readonly lines: number[];
}

/**
 * Partial executions of jobs that were checkpointed or swapped out. A log has a line that sums up such a job, and
 * lines of its partial executions as details of it. What that line lacks is taken from the partial executions: its run time
 * is their sum, which is how the format defines it.
 */
export class SwfBursts {
  private readonly whole = new GrowingColumn();
  private readonly incomplete: JobLine[] = [];
  private readonly partial = new Map<number, Bursts>();

  /** Notes a job whose own line says all of it. */
  addWhole(job: number): void {
    this.whole.push(job);
  }

  /** Notes a job's own line that does not. */
  addIncomplete(line: JobLine): void {
    this.incomplete.push(line);
  }

  addBurst({ job, lacks, line, load, time }: JobLine): void {
    const known = this.partial.get(job);
    if (known === undefined) {
      this.partial.set(job, { time, load, lacks, lines: [line] });
      return;
    }
    known.time ??= time;
    known.load += load;
    known.lacks ??= lacks;
    known.lines.push(line);
  }

  /** The jobs that no line describes as a whole, and the partial executions of others. */
  finish(): { jobs: JobOfLines[]; details: number[] } {
    const details: number[] = [];
    if (this.partial.size > 0) {
      for (const job of this.whole.toArray()) {
        for (const line of this.take(job)?.lines ?? []) details.push(line);
      }
    }
    const jobs = this.incomplete.map((own) => joined(own, this.take(own.job)));
    for (const { lines, ...job } of this.partial.values()) {
      const [line, ...others] = lines as [number, ...number[]];
      jobs.push({ ...job, line, details: others, isPartial: true });
    }
    return { jobs, details };
  }

  private take(job: number): Bursts | undefined {
    const bursts = this.partial.get(job);
    this.partial.delete(job);
    return bursts;
  }
}

function joined({ lacks, line, load, time }: JobLine, bursts: Bursts | undefined): JobOfLines {
  return {
    ...{ line, lacks, isPartial: false, details: bursts?.lines ?? [] },
    time: time ?? bursts?.time,
    load: load > 0 ? load : (bursts?.load ?? 0),
  };
}
