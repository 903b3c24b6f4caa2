import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { SlowStarter } from './late.js';
import type { Done } from './runner.js';
import { unlessAborted } from './unless-aborted.js';

/**
 * Milliseconds. A thread whose jobs are shorter is given the next before it is done: else it waits for 2 ms until this process, which is
 * at a job of its own, has looked at its messages. Whoever waits behind a longer one than expected waits where nobody else can begin it.
 */
const short = 250;

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
    this.#pool = new Piscina({
      filename: fileURLToPath(work),
      minThreads: threads,
      maxThreads: threads,
      workerData: data,
      // A job may wait at the only thread; among several the pool's own way finds the one that is idle.
      ...(threads === 1 && { loadBalancer: (_, [only]) => only ?? null }),
    });
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

  /**
   * Draws no job before the threads are ready for it: until then others may. Where a thread dies that has had two jobs, either may be the
   * cause: each is done once more, alone.
   */
  async *run(jobs: Iterable<Job>, signal?: AbortSignal): AsyncGenerator<Done<Job, Result>> {
    const stop = new AbortController();
    const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const list = jobs[Symbol.iterator]();
    const again: Job[] = [];
    const turns = new Set<Turn<Job, Result>>();
    const start = (): boolean => {
      const { done, value: job } = again.length > 0 ? { value: again.pop()! } : list.next();
      if (done) return false;
      turns.add(new Turn<Job, Result>(job, this.#pool.run(job, { signal: ended })));
      if (turns.size > this.threads) for (const turn of turns) turn.isAlone = false;
      return true;
    };
    try {
      await unlessAborted(this.#ready, ended);
      let room = this.threads;
      for (let last = performance.now(); ; ) {
        while (turns.size < room && start());
        if (turns.size === 0) return;
        const { turn, result, error } = await Promise.race([...turns].map(({ outcome }) => outcome));
        signal?.throwIfAborted();
        turns.delete(turn);
        if (error && !turn.isAlone) again.push(turn.job);
        else yield { job: turn.job, result: error ? this.crashed(turn.job, error) : result! };
        const now = performance.now();
        room = this.threads === 1 && again.length === 0 && now - last < short ? 2 : this.threads;
        last = now;
      }
    } finally {
      stop.abort();
      await Promise.all([...turns].map(({ outcome }) => outcome));
    }
  }

  async close(): Promise<void> {
    // Node 20 aborts as a whole where a thread is ended while it imports, one time in a hundred.
    await this.#ready.catch(() => {});
    await this.#pool.destroy();
  }
}

/** A job at a thread. */
class Turn<Job, Result> {
  /** Whether no other has been at its thread meanwhile. */
  isAlone = true;
  /** Either a result or an error. */
  readonly outcome: Promise<{ turn: Turn<Job, Result>; result?: Result; error?: Error }>;

  constructor(
    readonly job: Job,
    result: Promise<Result>,
  ) {
    this.outcome = result.then(
      (result) => ({ turn: this, result }),
      (error) => ({ turn: this, error }),
    );
  }
}
