import { GrowingColumn } from './growing-column.js';

/** What one line of a job log says of a partial execution. */
interface Burst {
  readonly job: number;
  /** Submit time of the job, −1 where the line does not say it. */
  readonly submit: number;
  /** Processor-seconds, 0 where the line lacks a part of them. */
  readonly load: number;
}

/** A job of which a log has partial executions only. */
interface BurstsOfJob {
  submit: number;
  load: number;
  lines: number;
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

  addBurst({ job, submit, load }: Burst): void {
    const known = this.partial.get(job);
    if (known === undefined) {
      this.partial.set(job, { submit, load, lines: 1 });
      return;
    }
    if (known.submit < 0) known.submit = submit;
    known.load += load;
    known.lines++;
  }

  /** The jobs that no line describes as a whole, in the order of the file, and the lines that are details of others. */
  finish(): { jobs: BurstsOfJob[]; details: number } {
    let details = 0;
    if (this.partial.size > 0) {
      for (const job of this.whole.toArray()) {
        details += this.partial.get(job)?.lines ?? 0;
        this.partial.delete(job);
      }
    }
    return { jobs: [...this.partial.values()], details };
  }
}
