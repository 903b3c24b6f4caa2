import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { SlowStarter } from './late.js';
import type { Done } from './runner.js';
import { unlessAborted } from './unless-aborted.js';

/**
 * Milliseconds. A thread whose jobs are shorter may be given the next before it is done: else it waits for 2 ms until this process, which
 * is at a job of its own, has looked at its messages.
 */
const short = 250;

/** What a pool may be given. */
export interface PoolOptions {
  /** What the module finds as `workerData`. */
  readonly data?: unknown;
  /**
   * Whether a job may be handed on now that has to wait for the one before it, where nobody else can begin it. By default never. Asked
   * only where there is one thread, of which one loop is run at a time.
   */
  readonly ahead?: (() => boolean) | undefined;
  /** MiB of objects that a thread may have, typed arrays apart: it dies of more. By default what Node.js gives. */
  readonly memory?: number | undefined;
}

/** Runs jobs on a pool of worker threads. */
export class ThreadPool<Job, Result> implements SlowStarter<Job, Result> {
  readonly #pool: Piscina<Job, Result>;
  readonly #ready: Promise<unknown>;
  readonly #ahead: (() => boolean) | undefined;
  /** What ends the loops that are run. */
  readonly #stops = new Set<AbortController>();

  /**
   * Starts the threads.
   *
   * @param work - a module whose default export does a job, and whose `ready` comes when it can. Better CommonJS that imports all else:
   *   Node 20 aborts as a whole where a thread is ended while it requires an ES module
   * @param threads - at least 1
   * @param crashed - the result of a job whose thread died, for example for lack of memory, or threw
   */
  constructor(
    work: URL,
    private readonly threads: number,
    private readonly crashed: (job: Job, error: Error) => Result,
    { ahead, data, memory }: PoolOptions = {},
  ) {
    this.#ahead = threads === 1 ? ahead : undefined;
    this.#pool = new Piscina({
      filename: fileURLToPath(work),
      minThreads: threads,
      maxThreads: threads,
      workerData: data,
      ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
      // The pool's own way gives a thread one job at a time.
      ...(this.#ahead && { loadBalancer: (_, [only]) => only ?? null }),
    });
    // What goes wrong with a job is its result. The rest is the late answer of a job that was given up, or a thread that dies idle, for
    // which the pool starts another: nobody waits for either, and unheard it would end the process.
    this.#pool.on('error', () => {});
    this.#pool.on('workerDestroy', () => setImmediate(() => this.#count()));
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
   *
   * @throws Error where no thread is left and none can be started
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
    this.#stops.add(stop);
    try {
      await unlessAborted(this.#ready, ended);
      let room = this.threads;
      for (let last = performance.now(); ; ) {
        while (turns.size < room && start());
        if (turns.size === 0) return;
        const { turn, result, error } = await Promise.race([...turns].map(({ outcome }) => outcome));
        signal?.throwIfAborted();
        stop.signal.throwIfAborted();
        turns.delete(turn);
        if (error && !turn.isAlone) again.push(turn.job);
        else yield { job: turn.job, result: error ? this.crashed(turn.job, error) : result! };
        const now = performance.now();
        const mayWait = again.length === 0 && now - last < short && this.#ahead?.() === true;
        room = this.threads + (mayWait ? 1 : 0);
        last = now;
      }
    } finally {
      this.#stops.delete(stop);
      stop.abort();
      await Promise.all([...turns].map(({ outcome }) => outcome));
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** After a thread that has died while it started the pool starts no other. */
  #count(): void {
    if (this.#pool.threads.length > 0) return;
    const error = new Error('no worker thread is left, and none can be started');
    for (const stop of this.#stops) stop.abort(error);
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
