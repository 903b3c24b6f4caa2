import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { SlowStarter } from './late.js';
import type { Done } from './runner.js';
import { unlessAborted } from './unless-aborted.js';

/** Runs jobs on a pool of worker threads. */
export class ThreadPool<Job, Result> implements SlowStarter<Job, Result> {
  readonly #pool: Piscina<Job, Result>;
  readonly #ready: Promise<unknown>;

  /**
   * Starts the threads.
   *
   * @param work - a module whose default export does a job, and whose `ready` does nothing
   * @param threads - at least 1
   * @param crashed - the result of a job whose thread died, for example for lack of memory, or threw
   * @param data - what the module finds as `workerData`
   */
  constructor(
    work: URL,
    private readonly threads: number,
    private readonly crashed: (job: Job, error: Error) => Result,
    data?: unknown,
  ) {
    const filename = fileURLToPath(work);
    this.#pool = new Piscina({ filename, minThreads: threads, maxThreads: threads, workerData: data });
    // What goes wrong with a job is its result. The rest is the late answer of a job that was given up, or a thread that dies idle, for
    // which the pool starts another: nobody waits for either, and unheard it would end the process.
    this.#pool.on('error', () => {});
    this.#ready = Promise.all(
      Array.from({ length: threads }, () => this.#pool.run(undefined as Job, { name: 'ready' })),
    );
    this.#ready.catch(() => {});
  }

  /** Comes when all threads are ready for jobs. @throws what a thread has died of before */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** Draws no job before the threads are ready for it: until then others may. */
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
      await unlessAborted(this.#ready, ended);
      for (let more = true; ; ) {
        while (more && running.size < this.threads) more = start();
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
