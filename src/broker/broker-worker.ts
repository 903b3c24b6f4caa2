import { randomUUID } from 'node:crypto';
import type { Job as QueuedJob, Worker } from 'bullmq';
import { type Job, jobKey } from '../experiments/job.js';
import { jobThreads } from '../experiments/job-runner.js';
import { type Provenance, provenanceHere } from '../experiments/provenance.js';
import { failureOf, type Result, resultOf } from '../experiments/result.js';
import { failureFrom } from '../experiments/run-job.js';
import type { ThreadPool } from '../runners/thread-pool.js';
import { version } from '../simulation/version.js';
import type { Broker } from './broker.js';
import { type Envelope, openEnvelope } from './envelope.js';
import { ParcelShelf } from './parcel-shelf.js';
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
  readonly #shelf: ParcelShelf;
  readonly #roster: Roster;
  readonly #provenance: Provenance;
  readonly #givingBack = new AbortController();
  /** By the names of runs. */
  readonly #running = new Map<string, Promise<Result>>();

  private constructor(
    private readonly broker: Broker,
    runs: number,
    private readonly listener: WorkerListener,
  ) {
    this.#provenance = provenanceHere();
    this.#pool = jobThreads(runs, this.#provenance);
    this.#shelf = new ParcelShelf(broker);
    this.#worker = new broker.bullmq.Worker(
      queueName(version),
      (queued, token) => this.#process(queued, token),
      workerOptions(broker, runs),
    );
    // The broker tells of lost connections itself, and a lock that is lost costs no result.
    this.#worker.on('error', () => {});
    const { commit, host } = this.#provenance;
    const entry = { role: 'worker', version, commit, host, id: randomUUID(), runs } as const;
    let said = '';
    this.#roster = new Roster(broker, entry, (others) => {
      const notice = sweepsNotice(entry, others);
      if (notice !== said && notice !== '') listener.notice(notice);
      said = notice;
    });
  }

  /**
   * A worker that is ready to take runs.
   *
   * @param runs - at a time, at least 1
   */
  static async start(broker: Broker, runs: number, listener: WorkerListener): Promise<BrokerWorker> {
    const worker = new BrokerWorker(broker, runs, listener);
    await worker.#worker.waitUntilReady();
    await worker.#roster.start();
    return worker;
  }

  /** Runs that it is at. */
  get running(): number {
    return this.#running.size;
  }

  /** Takes runs and does them, until it is stopped. */
  async work(): Promise<void> {
    try {
      await this.#worker.run();
    } finally {
      await this.#end();
    }
  }

  /** Takes no more runs, and ends when those that it has are done. */
  stop(): void {
    this.#worker.close().catch(() => {});
  }

  /** Ends as soon as it has given back what it has, for others to do. */
  giveBack(): void {
    this.#givingBack.abort();
    this.stop();
  }

  async #end(): Promise<void> {
    await within(farewell, this.#roster.stop());
    await within(farewell, this.#worker.close());
    await this.#pool.close();
    this.#shelf.close();
    this.broker.close();
  }

  async #process(queued: QueuedJob<unknown>, token: string | undefined): Promise<null> {
    const id = queued.id!;
    const envelope = this.#opened(queued);
    try {
      const { redis } = this.broker;
      // Somebody was done with it who was taken for lost.
      if ((await redis.exists(resultKey(id))) === 1) return null;
      const result = await this.#resultOf(id, envelope);
      await redis.set(resultKey(id), JSON.stringify(result), 'EX', keptSeconds, 'NX');
      this.#tell(id, result.seed, failureOf(result)?.message);
      return null;
    } catch (error) {
      if (!this.#givingBack.signal.aborted) throw error;
      await within(farewell, queued.moveToWait(token));
      throw new this.broker.bullmq.WaitingError();
    }
  }

  /** @throws Error where what was queued is not the job that its name says, for good */
  #opened({ id, data }: QueuedJob<unknown>): Envelope {
    try {
      const envelope = openEnvelope(data);
      if (!id!.endsWith(`-${jobKey(envelope.job)}`)) throw new Error('is not the run that its name says');
      return envelope;
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
    let job = envelope.job;
    try {
      job = await this.#shelf.unpack(envelope);
    } catch (error) {
      return this.#failure(job, error);
    }
    for await (const { result } of this.#pool.run([job], this.#givingBack.signal)) return result;
    throw new Error('a run came to nothing');
  }

  #failure(job: Job, error: unknown): Result {
    return resultOf(job, { failure: failureFrom(error) }, this.#provenance);
  }

  #tell(id: string, seed: number | undefined, failure: string | undefined): void {
    // The key has 64 digits.
    this.listener.run({ sweep: id.slice(0, -65), seed, failure });
  }
}
