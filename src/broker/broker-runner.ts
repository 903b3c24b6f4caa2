import { randomUUID } from 'node:crypto';
import type { Queue, QueueEvents } from 'bullmq';
import type { Job } from '../experiments/job.js';
import type { JobRunner } from '../experiments/job-runner.js';
import { provenanceHere } from '../experiments/provenance.js';
import type { Result } from '../experiments/result.js';
import type { Done } from '../runners/runner.js';
import { version } from '../simulation/version.js';
import type { Broker } from './broker.js';
import type { Key } from './key.js';
import { ParcelOffice } from './parcel-office.js';
import { Roster } from './roster.js';
import { workersNotice } from './roster-notices.js';
import { RunBoard } from './run-board.js';
import { queueName, queueOptions, runId } from './run-queue.js';
import type { SpotChecks } from './spot-checks.js';
import { unlessAborted, within } from './waiting.js';

/** Milliseconds between two looks at the broker for what no event told of. */
const patience = 3000;

/** Milliseconds that the end of a sweep waits for a broker that is away. */
const farewell = 3000;

/** Events that a sweep leaves to others. */
const eventsLeft = 100;

/** A sweep at a broker. */
export interface SweepTerms {
  /** Letters, digits and hyphens: the same for a sweep that goes on, and for no other. */
  readonly sweep: string;
  /** What its workers sign with. Without one whoever writes to the broker is believed. */
  readonly key: Key | undefined;
  /** Closed with the runner. Without them no result is checked. */
  readonly checks?: SpotChecks | undefined;
}

/**
 * Runs jobs on the workers at a broker. A queue says who does what, and a run that was taken by a worker that is gone is taken by
 * another. Results lie under the names of their runs until they were handed on, so none is lost, and none counts twice however often a
 * run is made. What the broker itself forgets is posted again.
 *
 * Where the loop is left, runs that nobody has begun are taken back; others are finished, and kept for seven days for a sweep of the same
 * name.
 */
export class BrokerRunner implements JobRunner {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #roster: Roster;
  readonly #office: ParcelOffice;
  readonly #heard = new Set<string>();
  readonly #boards = new Set<RunBoard>();
  #wake: () => void = () => {};

  private constructor(
    private readonly broker: Broker,
    private readonly terms: SweepTerms,
    private readonly tell: (notice: string) => void,
  ) {
    const { Queue, QueueEvents } = broker.bullmq;
    const name = queueName(version, terms.key);
    this.#queue = new Queue(name, queueOptions(broker));
    this.#events = new QueueEvents(name, queueOptions(broker));
    // The broker tells of lost connections itself, and what no event tells of is asked for.
    this.#queue.on('error', () => {});
    this.#events.on('error', () => {});
    this.#events.on('completed', ({ jobId }) => this.#hear(jobId));
    this.#events.on('failed', ({ jobId }) => this.#hear(jobId));
    this.#office = new ParcelOffice(broker, tell);
    this.#roster = this.#signIn(tell);
  }

  /** @param tell - told of the workers that are there, and of what people should know */
  static async start(
    broker: Broker,
    terms: SweepTerms,
    tell: (notice: string) => void = () => {},
  ): Promise<BrokerRunner> {
    const runner = new BrokerRunner(broker, terms, tell);
    await Promise.all([runner.#queue.waitUntilReady(), runner.#events.waitUntilReady()]);
    await runner.#roster.start();
    return runner;
  }

  async *run(jobs: Iterable<Job>, signal?: AbortSignal): AsyncGenerator<Done<Job, Result>> {
    const { checks, sweep } = this.terms;
    const board = new RunBoard(this.broker, this.#queue, this.#office, this.terms, jobs, this.tell);
    const handedOn: string[] = [];
    const fetched = (ended?: AbortSignal) => this.#fetched(board, handedOn, ended);
    this.#boards.add(board);
    try {
      for await (const done of checks ? checks.passed(fetched, signal) : fetched(signal)) {
        signal?.throwIfAborted();
        yield done;
        handedOn.push(runId(sweep, done.result.key));
      }
    } finally {
      this.#boards.delete(board);
      await within(farewell, Promise.all([board.forget(handedOn), board.close()]));
    }
  }

  /**
   * What comes of the runs of a board.
   *
   * @param handedOn - names of runs that the broker may forget; those that it has forgotten are removed
   */
  async *#fetched(
    board: RunBoard,
    handedOn: string[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Done<Job, Result>> {
    await unlessAborted(board.retryGivenUp(), signal);
    for (let looked = Number.NEGATIVE_INFINITY; ; ) {
      await unlessAborted(board.forget(handedOn.splice(0)), signal);
      await unlessAborted(board.post(), signal);
      if (board.ids.length === 0) return;
      // However many events come: they may be those of others.
      const isDue = performance.now() - looked >= patience;
      if (isDue) {
        looked = performance.now();
        await unlessAborted(board.postForgotten(), signal);
      }
      const ids = isDue ? board.ids : [...this.#heard];
      this.#heard.clear();
      const results: ReadonlyMap<string, Result> = await unlessAborted(board.fetch(ids), signal);
      for (const [id, result] of results) {
        for (const job of board.take(id)) {
          yield { job, result: { ...result, seed: job.seed, parameters: job.parameters } };
        }
      }
      if (results.size === 0) {
        await unlessAborted(this.#nextEvent(looked + patience - performance.now()), signal);
      }
    }
  }

  /** Takes back what nobody has begun, as before the process ends; what is under way is kept for when the sweep goes on. */
  async withdraw(): Promise<void> {
    const boards = [...this.#boards].map((board) => board.close());
    await within(farewell, Promise.all([this.#roster.stop(), ...boards]));
  }

  async close(): Promise<void> {
    await within(
      farewell,
      Promise.all([this.#roster.stop(), this.#office.close(), this.#queue.trimEvents(eventsLeft)]),
    );
    await within(farewell, Promise.all([this.#events.close(), this.#queue.close()]));
    this.broker.close();
    await this.terms.checks?.close();
  }

  #signIn(tell: (notice: string) => void): Roster {
    const { commit, host } = provenanceHere();
    const { key } = this.terms;
    const entry = {
      ...({ role: 'sweep', version, commit, host, id: randomUUID(), runs: 0 } as const),
      ...(key && { key: key.fingerprint }),
    };
    let said = '';
    return new Roster(this.broker, entry, async (others) => {
      const notice = workersNotice(entry, others);
      if (notice !== said) tell(`${this.broker.shown}: ${notice}`);
      said = notice;
      await this.#office.keep();
    });
  }

  #hear(id: string): void {
    this.#heard.add(id);
    this.#wake();
  }

  /** Waits for an event, so many milliseconds at most. */
  async #nextEvent(milliseconds: number): Promise<void> {
    if (this.#heard.size > 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }
}
