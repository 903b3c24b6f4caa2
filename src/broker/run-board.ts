import type { Queue } from 'bullmq';
import { type Job, jobKey } from '../experiments/job.js';
import { type Provenance, provenanceHere } from '../experiments/provenance.js';
import { type Result, resultOf } from '../experiments/result.js';
import { shortened } from '../input/harmless.js';
import type { Broker } from './broker.js';
import { type Envelope, sealed } from './envelope.js';
import type { Key } from './key.js';
import type { ParcelOffice } from './parcel-office.js';
import { LONGEST_RESULT, resultPosted } from './posted-result.js';
import { keptSeconds, resultKey, runId } from './run-queue.js';

/** Runs, and bytes of them, that are on the broker at a time: two sweeps take turns, and its memory is spared. */
const mostPosted = 512;
const mostPostedBytes = 2 ** 26;

/** Runs of all sweeps that were given up, of which those of this one are looked for. */
const MOST_GIVEN_UP = 100_000;

/** Bytes of why a run was given up, and characters that are told of it. */
const LONGEST_REASON = 2 ** 20;
const LONGEST_TOLD = 500;

/** How often a run is made that somebody puts something else in place of its result. */
const MOST_TRIES = 3;

/** A run that is on the broker. */
interface Posted {
  /** How often something else was there. */
  spoilt: number;
  /** More than one where the list has a job twice. */
  readonly jobs: Job[];
  readonly envelope: Envelope;
  readonly bytes: number;
}

/** The runs of a sweep that are on a broker: a window on its list of jobs. */
export class RunBoard {
  readonly #list: Iterator<Job>;
  readonly #sweep: string;
  readonly #key: Key | undefined;
  readonly #posted = new Map<string, Posted>();
  readonly #provenance: Provenance = provenanceHere();
  #bytes = 0;
  #closed = false;

  /** @param tell - told of what was put in place of results */
  constructor(
    private readonly broker: Broker,
    private readonly queue: Queue,
    private readonly office: ParcelOffice,
    { key, sweep }: { readonly sweep: string; readonly key: Key | undefined },
    jobs: Iterable<Job>,
    private readonly tell: (notice: string) => void,
  ) {
    this.#list = jobs[Symbol.iterator]();
    this.#sweep = sweep;
    this.#key = key;
  }

  /** Names of what is posted. */
  get ids(): string[] {
    return [...this.#posted.keys()];
  }

  /** Draws jobs from the list while there is room for them. A run that is on the broker already stays as it is. */
  async post(): Promise<void> {
    const fresh: string[] = [];
    while (!this.#closed && this.#posted.size < mostPosted && this.#bytes < mostPostedBytes) {
      const { done, value: job } = this.#list.next();
      if (done) break;
      const id = runId(this.#sweep, jobKey(job));
      const before = this.#posted.get(id);
      if (before) {
        before.jobs.push(job);
        continue;
      }
      const envelope = { job, parcels: await this.office.parcelsOf(job) };
      const bytes = JSON.stringify(envelope).length;
      this.#posted.set(id, { jobs: [job], envelope, bytes, spoilt: 0 });
      this.#bytes += bytes;
      fresh.push(id);
    }
    await this.#add(fresh);
  }

  /** Posts again what is neither in the queue nor done, as after the restart of a broker that keeps nothing on disk. */
  async postForgotten(): Promise<void> {
    await this.#add(this.ids);
  }

  /** What has come of these runs so far: results, or that they were given up. */
  async fetch(ids: readonly string[]): Promise<ReadonlyMap<string, Result>> {
    const found = new Map<string, Result>();
    const posted = ids.filter((id) => this.#posted.has(id));
    if (posted.length === 0) return found;
    for (const [id, text] of await this.#textsOf(posted)) {
      const { job } = this.#posted.get(id)!.envelope;
      const result = resultPosted(text, { sweep: this.#sweep, id, job, key: this.#key });
      const taken = result ?? (await this.#spoilt(id));
      if (taken) found.set(id, taken);
    }
    if (found.size === posted.length) return found;
    for (const [id, reason] of await this.#givenUp(posted.filter((id) => !found.has(id)))) {
      found.set(id, this.#failure(id, `the run was given up: ${shortened(inWords(reason), LONGEST_TOLD)}`));
    }
    return found;
  }

  /** The jobs of a run; it is posted no longer. */
  take(id: string): readonly Job[] {
    const { jobs, bytes } = this.#posted.get(id)!;
    this.#posted.delete(id);
    this.#bytes -= bytes;
    return jobs;
  }

  /** Removes from the broker what was taken. */
  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    // In this order: no worker makes a run again whose result was taken.
    await this.#remove(ids);
    await this.broker.redis.del(ids.map(resultKey));
  }

  /** Posts no more, and takes back what nobody has begun. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#remove(this.ids);
  }

  /** Has what was given up in an earlier attempt be tried again. */
  async retryGivenUp(): Promise<void> {
    const ids = await this.broker.redis
      .zrange(this.queue.toKey('failed'), '0', `${MOST_GIVEN_UP}`)
      .catch(() => []);
    await this.#remove(ids.filter((id) => id.startsWith(runId(this.#sweep, ''))));
  }

  /** Those that are neither in the queue nor done. */
  async #add(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const pipeline = this.broker.redis.pipeline();
    for (const id of ids) pipeline.exists(this.queue.toKey(id));
    // A run leaves the queue after its result has come: that is looked for later.
    for (const id of ids) pipeline.exists(resultKey(id));
    const there = (await pipeline.exec())!.map(([, count]) => count);
    const missing = ids.filter((_, i) => there[i] === 0 && there[ids.length + i] === 0);
    if (missing.length === 0 || this.#closed) return;
    await this.queue.addBulk(
      missing.map((jobId) => ({
        name: 'run',
        data: sealed(this.#posted.get(jobId)!.envelope, jobId, this.#key),
        opts: { jobId, removeOnComplete: true, removeOnFail: { age: keptSeconds } },
      })),
    );
  }

  /** What a worker is at stays. */
  async #remove(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.queue.remove(id)));
  }

  /** What lies in the place of results; of what is too long to be one, the beginning. */
  async #textsOf(ids: readonly string[]): Promise<[id: string, text: string][]> {
    const pipeline = this.broker.redis.pipeline();
    for (const id of ids) pipeline.getrange(resultKey(id), 0, LONGEST_RESULT);
    const texts = (await pipeline.exec())!;
    return ids.flatMap((id, i) => {
      const [error, text] = texts[i]!;
      if (error) return [[id, '']];
      return text === '' ? [] : [[id, text as string]];
    });
  }

  /** Which of these were given up, and why. Whatever else lies in those places, or is longer, says nothing. */
  async #givenUp(ids: readonly string[]): Promise<[id: string, reason: string][]> {
    const pipeline = this.broker.redis.pipeline();
    for (const id of ids) {
      pipeline.zscore(this.queue.toKey('failed'), id);
      pipeline.hstrlen(this.queue.toKey(id), 'failedReason');
    }
    const answers = (await pipeline.exec())!;
    const failed = ids.filter((_, i) => {
      const [[, score], [, length]] = [answers[2 * i]!, answers[2 * i + 1]!];
      return typeof score === 'string' && Number(length) > 0 && Number(length) <= LONGEST_REASON;
    });
    const reasons = this.broker.redis.pipeline();
    for (const id of failed) reasons.hget(this.queue.toKey(id), 'failedReason');
    const told = (await reasons.exec())!;
    return failed.flatMap((id, i): [string, string][] => {
      const reason = told[i]![1];
      return typeof reason === 'string' ? [[id, reason]] : [];
    });
  }

  /** Has the run be made again, unless that has not helped. */
  async #spoilt(id: string): Promise<Result | undefined> {
    const posted = this.#posted.get(id)!;
    posted.spoilt++;
    const what = this.#key ? 'not signed with the key of this sweep' : 'no result of it';
    await this.broker.redis.del(resultKey(id));
    if (posted.spoilt < MOST_TRIES) {
      this.tell(
        `what lay at the broker for the run of seed ${posted.envelope.job.seed} is ${what}; it is made again`,
      );
      return undefined;
    }
    return this.#failure(id, `what lay at the broker for the run was ${what}, ${MOST_TRIES} times`);
  }

  #failure(id: string, message: string): Result {
    return resultOf(this.#posted.get(id)!.envelope.job, { failure: { message } }, this.#provenance);
  }
}

/** BullMQ's word for a run that was taken up again and again, because its workers had gone. */
function inWords(reason: string): string {
  return reason.startsWith('job stalled') ? 'its workers have died, one after the other' : reason;
}
