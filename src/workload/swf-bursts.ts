import { GrowingColumn } from './growing-column.js';

/** What one line of a job log says of a partial execution. */
interface Burst {
  readonly job: number;
  /** Submit time of the job from the base of the trace's times; `undefined` where the line does not say it. */
  readonly time: number | undefined;
  /** Processor-seconds, 0 where the line lacks a part of them. */
  readonly load: number;
  readonly line: number;
}

/** A job of which a log has partial executions only. */
interface BurstsOfJob {
  time: number | undefined;
  load: number;
  readonly lines: number[];
}

/**
 * Partial executions of jobs that were checkpointed or swapped out. A log has a line that sums up such a job, and
 * lines of its partial executions as details of it. A job without that line is the sum of its partial executions,
 * which is how the format defines the line.
 */
export class SwfBursts {
  private readonly whole = new GrowingColumn();
  private readonly partial = new Map<number, BurstsOfJob>();

  /** Notes a line that describes a job as a whole. */
  addWhole(job: number): void {
    this.whole.push(job);
  }

  addBurst({ job, line, load, time }: Burst): void {
    const known = this.partial.get(job);
    if (known === undefined) {
      this.partial.set(job, { time, load, lines: [line] });
      return;
    }
    known.time ??= time;
    known.load += load;
    known.lines.push(line);
  }

  /** The jobs that no line describes as a whole, in the order of the file, and the lines that are details of others. */
  finish(): { jobs: BurstsOfJob[]; details: number[] } {
    const details: number[] = [];
    if (this.partial.size > 0) {
      for (const job of this.whole.toArray()) {
        details.push(...(this.partial.get(job)?.lines ?? []));
        this.partial.delete(job);
      }
    }
    return { jobs: [...this.partial.values()], details };
  }
}
