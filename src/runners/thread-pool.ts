import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Done, Runner } from './runner.js';

/** Jobs handed to the pool for each thread, so that none waits for its next one. */
const jobsAhead = 2;

/** Runs jobs on a pool of worker threads. */
export class ThreadPool<Job, Result> implements Runner<Job, Result> {
  readonly #pool: Piscina<Job, Result>;
  readonly #ahead: number;

  /**
   * Starts the threads.
   *
   * @param work - a module whose default export does a job
   * @param threads - at least 1
   * @param crashed - the result of a job whose thread died, for example for lack of memory, or threw
   */
  constructor(
    work: URL,
    threads: number,
    private readonly crashed: (job: Job, error: Error) => Result,
  ) {
    this.#pool = new Piscina({ filename: fileURLToPath(work), minThreads: threads, maxThreads: threads });
    // What goes wrong with a job is its result. The rest is the late answer of a job that was given up, or a thread that dies idle, for
    // which the pool starts another: nobody waits for either, and unheard it would end the process.
    this.#pool.on('error', () => {});
    this.#ahead = jobsAhead * threads;
  }

  async *run(jobs: Iterable<Job>, signal?: AbortSignal): AsyncGenerator<Done<Job, Result>> {
    const stop = new AbortController();
    const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const running = new Set<Promise<Settled<Job, Result>>>();
    const waiting = jobs[Symbol.iterator]();
    const start = (): boolean => {
      const { done, value: job } = waiting.next();
      if (done) return false;
      const run: Promise<Settled<Job, Result>> = this.#resultOf(job, ended).then((result) => ({
        ...{ run, job, result },
      }));
      running.add(run);
      return true;
    };
    try {
      for (let more = true; ; ) {
        while (more && running.size < this.#ahead) more = start();
        if (running.size === 0) return;
        const { run, job, result } = await Promise.race(running);
        signal?.throwIfAborted();
        running.delete(run);
        yield { job, result };
      }
    } finally {
      stop.abort();
      await Promise.all(running);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #resultOf(job: Job, signal: AbortSignal): Promise<Result> {
    try {
      return await this.#pool.run(job, { signal });
    } catch (error) {
      return this.crashed(job, error as Error);
    }
  }
}

interface Settled<Job, Result> extends Done<Job, Result> {
  readonly run: Promise<Settled<Job, Result>>;
}
