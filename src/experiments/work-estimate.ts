import { setTimeout } from 'node:timers/promises';

/** CPU seconds for which the code of a new process is not compiled yet, and up to `coldness` times as slow. */
const warmUp = 1;
const coldness = 10;

/** CPU seconds of work from which on threads gain more than their start costs, some 1.2 each. */
const worthwhile = 4;

/** Milliseconds between two looks. */
const pause = 50;

/** How much work is left to a process that makes runs, from what they have cost: in CPU time, to which it is nothing what else a machine does. */
export class WorkEstimate {
  readonly #start = process.cpuUsage();
  #done = 0;
  #begun = 0;

  /** @param runs - that there will be, at most */
  constructor(private readonly runs: number) {}

  /** The jobs, which count as begun when they are drawn. */
  *watched<Job>(jobs: Iterable<Job>): Generator<Job> {
    for (const job of jobs) {
      this.#begun++;
      yield job;
    }
  }

  /** Runs that are not begun, at most. */
  get left(): number {
    return this.runs - this.#begun;
  }

  /** This process has done a run. */
  note(): void {
    this.#done++;
  }

  /** Comes when enough is left for threads to be worth while. Throws once the signal is aborted. */
  async untilLong(signal?: AbortSignal): Promise<void> {
    while (this.#secondsLeft < worthwhile) await setTimeout(pause, undefined, { signal });
  }

  /** CPU seconds that runs take which are not done, at least. */
  get #secondsLeft(): number {
    const { user, system } = process.cpuUsage(this.#start);
    const seconds = (user + system) / 1e6;
    const warm = Math.max(seconds - warmUp, seconds / coldness);
    return ((this.runs - this.#done) * warm) / Math.max(1, this.#done);
  }
}
