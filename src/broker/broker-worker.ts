import { randomUUID } from 'node:crypto';
import type { Job as QueuedJob, Worker } from 'bullmq';
import type { Job } from '../experiments/job.js';
import { jobThreads } from '../experiments/job-runner.js';
import { type Provenance, provenanceHere } from '../experiments/provenance.js';
import { failureOf, type Result, resultOf } from '../experiments/result.js';
import { failureFrom } from '../experiments/run-job.js';
import { InputError } from '../input/input-error.js';
import type { ThreadPool } from '../runners/thread-pool.js';
import { version } from '../simulation/version.js';
import type { Broker } from './broker.js';
import { type Envelope, openEnvelope } from './envelope.js';
import { FileDesk } from './file-desk.js';
import type { Key } from './key.js';
import type { OwnFiles } from './own-files.js';
import { LONGEST_RESULT, postedResult, resultPosted } from './posted-result.js';
import { Roster } from './roster.js';
import { sweepsNotice } from './roster-notices.js';
import { keptSeconds, queueName, resultKey, workerOptions } from './run-queue.js';
import { within } from './waiting.js';

/** Milliseconds that giving runs back waits for a broker that is away. */
const farewell = 3000;

/** A run that a worker has done, or would not do. */
export interface WorkerRun {
  /** That of its sweep. */
  readonly sweep: string;
  /** Undefined where it was not even a job. */
  readonly seed: number | undefined;
  /** Undefined where the run ended. */
  readonly failure: string | undefined;
}

/** What a worker does, and for whom; nothing of it changes what comes of a run that ends. */
export interface WorkerTerms {
  /** At a time, at least 1. */
  readonly runs: number;
  /** It works only for sweeps with the same. */
  readonly key: Key | undefined;
  /** What runs may read that did not come with them. */
  readonly files: OwnFiles;
  /** That a run may take, > 0. */
  readonly seconds: number;
  /** MiB that a run may take: of typed arrays, and of other objects as much again. */
  readonly memory: number;
}

/** What a worker tells of what it does. */
export interface WorkerListener {
  run(run: WorkerRun): void;
  notice(notice: string): void;
}

/**
 * Does runs that sweeps have posted at a broker, several at a time, on threads: this one is free to say that they are still being
 * done. A run that was taken for lost meanwhile, because the connection was away, goes on; whoever is done first has its result count.
 */
export class BrokerWorker {
  readonly #worker: Worker<unknown, null>;
  readonly #pool: ThreadPool<Job, Result>;
  readonly #desk: FileDesk;
  readonly #roster: Roster;
  readonly #provenance: Provenance;
  readonly #givingBack = new AbortController();
  #taken = 0;
  #stopped: () => void = () => {};
  /** By the names of runs. */
  readonly #running = new Map<string, Promise<Result>>();

  private constructor(
    private readonly broker: Broker,
    private readonly terms: WorkerTerms,
    private readonly listener: WorkerListener,
  ) {
    const { files, key, memory, runs } = terms;
    this.#provenance = provenanceHere();
    this.#pool = jobThreads(runs, { provenance: this.#provenance, memory });
    this.#desk = new FileDesk(broker, files);
    this.#worker = new broker.bullmq.Worker(
      queueName(version, key),
      (queued, token) => this.#counted(this.#process(queued, token)),
      workerOptions(broker, runs),
    );
    // The broker tells of lost connections itself, and a lock that is lost costs no result.
    this.#worker.on('error', () => {});
    const { commit, host } = this.#provenance;
    const entry = {
      ...({ role: 'worker', version, commit, host, id: randomUUID(), runs } as const),
      ...(key && { key: key.fingerprint }),
    };
    let said = '';
    this.#roster = new Roster(broker, entry, (others) => {
      const notice = sweepsNotice(entry, others);
      if (notice !== said && notice !== '') listener.notice(notice);
      said = notice;
    });
  }

  /** A worker that is ready to take runs. */
  static async start(broker: Broker, terms: WorkerTerms, listener: WorkerListener): Promise<BrokerWorker> {
    const worker = new BrokerWorker(broker, terms, listener);
    await worker.#worker.waitUntilReady();
    await worker.#roster.start();
    return worker;
  }

  /** Runs that are being made. */
  get running(): number {
    return this.#running.size;
  }

  /** Runs that it has taken and that are not delivered. */
  get taken(): number {
    return this.#taken;
  }

  /** Whether there is no connection to the broker at the moment. */
  get isAway(): boolean {
    return this.broker.redis.status !== 'ready';
  }

  /** Takes runs and does them, until it is stopped. */
  async work(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    try {
      await Promise.race([this.#worker.run(), ended]);
    } finally {
      await this.#end();
    }
  }

  /** Takes no more runs, and ends when those that it has are done. */
  stop(): void {
    this.#worker.close().catch(() => {});
  }

  /** Ends as soon as it has given back what it has, for others to do; at once where the broker is away. */
  giveBack(): void {
    this.#givingBack.abort();
    this.stop();
    this.#within(this.#worker.close()).then(() => this.#stopped());
  }

  async #end(): Promise<void> {
    await this.#within(this.#roster.stop());
    await this.#within(this.#worker.close());
    await this.#pool.close();
    await within(farewell, this.#desk.close());
    this.broker.close();
  }

  /** Waits for the broker, if it is there. */
  #within(work: Promise<unknown>): Promise<void> {
    return within(this.isAway ? 0 : farewell, work);
  }

  async #counted<Outcome>(work: Promise<Outcome>): Promise<Outcome> {
    this.#taken++;
    try {
      return await work;
    } finally {
      this.#taken--;
    }
  }

  async #process(queued: QueuedJob<unknown>, token: string | undefined): Promise<null> {
    const id = queued.id!;
    const envelope = this.#opened(queued);
    try {
      // Somebody was done with it who was taken for lost.
      if (await this.#isDone(id, envelope)) return null;
      const result = await this.#resultOf(id, envelope);
      if (!(await this.#isDone(id, envelope))) {
        const text = postedResult(result, id, this.terms.key);
        await this.broker.redis.set(resultKey(id), text, 'EX', keptSeconds);
      }
      this.#tell(id, result.seed, failureOf(result)?.message);
      return null;
    } catch (error) {
      if (!this.#givingBack.signal.aborted) throw error;
      await this.#within(queued.moveToWait(token));
      throw new this.broker.bullmq.WaitingError();
    }
  }

  async #isDone(id: string, { job }: Envelope): Promise<boolean> {
    const text = await this.broker.redis.getrange(resultKey(id), 0, LONGEST_RESULT);
    return resultPosted(text, { sweep: sweepOf(id), id, job, key: this.terms.key }) !== undefined;
  }

  /** @throws Error where what was queued is not the job that its name says, for good */
  #opened({ id, data }: QueuedJob<unknown>): Envelope {
    try {
      return openEnvelope(data, id!, this.terms.key);
    } catch (error) {
      const { message } = error as Error;
      this.#tell(id!, undefined, message);
      throw new this.broker.bullmq.UnrecoverableError(message);
    }
  }

  /** A run that came a second time, because it was taken for lost, goes on. */
  #resultOf(id: string, envelope: Envelope): Promise<Result> {
    const before = this.#running.get(id);
    if (before) return before;
    const result = this.#run(envelope).finally(() => this.#running.delete(id));
    this.#running.set(id, result);
    return result;
  }

  async #run(envelope: Envelope): Promise<Result> {
    const { seconds } = this.terms;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 1000 * seconds);
    try {
      return await this.#made(envelope, AbortSignal.any([this.#givingBack.signal, late.signal]));
    } catch (error) {
      if (this.#givingBack.signal.aborted) throw error;
      const reason = late.signal.aborted ? tooLong(seconds) : error;
      return resultOf(envelope.job, { failure: failureFrom(reason) }, this.#provenance);
    } finally {
      clearTimeout(timer);
    }
  }

  async #made(envelope: Envelope, signal: AbortSignal): Promise<Result> {
    const desk = await this.#desk.open(envelope, signal);
    try {
      for await (const { result } of this.#pool.run([desk.job], signal)) return desk.inNamesOfSweep(result);
      throw new Error('a run came to nothing');
    } finally {
      desk.close();
    }
  }

  #tell(id: string, seed: number | undefined, failure: string | undefined): void {
    this.listener.run({ sweep: sweepOf(id), seed, failure });
  }
}

function tooLong(seconds: number): InputError {
  const message = `a run may take ${seconds} s on the worker that had it, and this one takes longer`;
  return new InputError({ message, hint: 'vickrey worker --timeout SECONDS allows more' });
}

/** The key in the name of a run has 64 digits. */
function sweepOf(id: string): string {
  return id.slice(0, -65);
}
