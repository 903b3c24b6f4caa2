import { randomInt } from 'node:crypto';
import { canonicalJson } from '../experiments/canonical-json.js';
import type { Job } from '../experiments/job.js';
import type { JobRunner } from '../experiments/job-runner.js';
import { completed, failureOf, type Result } from '../experiments/result.js';
import type { Done } from '../runners/runner.js';

/** A result that came from elsewhere is not what comes of its job here. */
export class WrongResult extends Error {
  /** @param result - what came from elsewhere */
  constructor(
    readonly result: Result,
    here: Result,
  ) {
    super(
      `the run of seed ${result.seed} came back from ${result.provenance.host} with ${difference(result, here)}`,
    );
  }
}

/** A result that waits until all before it are checked. */
interface Held {
  readonly done: Done<Job, Result>;
  /** Comes when it needs no check any more. Throws where the check has failed. */
  readonly passed: Promise<void>;
  isPassed: boolean;
}

/**
 * Makes some of the runs again that others make, while that goes on, and compares what comes of them. Nobody can know
 * beforehand which: they are drawn by a generator for secrets, and no result depends on it. A result is handed on when
 * all that were drawn before it have passed, so that whoever keeps results keeps none that a check is still out for.
 */
export class SpotChecks {
  #checked = 0;

  /**
   * @param here - makes the runs again; closed with this one
   * @param share - of the runs that ended, above 0 … 1; the first is always among them. Failures are not checked
   * @param tell - told of what is waited for
   */
  constructor(
    private readonly here: JobRunner,
    private readonly share: number,
    private readonly tell: (notice: string) => void,
  ) {}

  /** Runs that were made again and came to the same. */
  get checked(): number {
    return this.#checked;
  }

  /**
   * What others have made, in that order, as far as it has passed.
   *
   * @param elsewhere - begins to give it; its signal ends that
   * @throws WrongResult where one is not what it should be; results before it may be wrong too
   */
  async *passed(
    elsewhere: (signal: AbortSignal) => AsyncIterable<Done<Job, Result>>,
    signal?: AbortSignal,
  ): AsyncGenerator<Done<Job, Result>> {
    const stop = new AbortController();
    const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const held: Held[] = [];
    let fail: (reason: unknown) => void = () => {};
    const trouble = new Promise<never>((_, reject) => {
      fail = reject;
    });
    trouble.catch(() => {});
    let isFirst = true;
    const hold = (done: Done<Job, Result>): void => {
      const isDrawn = completed(done.result) !== undefined && (isFirst || this.#isDrawn());
      if (isDrawn) isFirst = false;
      const passed = isDrawn ? this.#check(done, ended) : Promise.resolve();
      const entry: Held = { done, passed, isPassed: !isDrawn };
      passed.then(() => {
        entry.isPassed = true;
      }, fail);
      held.push(entry);
    };
    const source = elsewhere(ended)[Symbol.asyncIterator]();
    let next: Promise<IteratorResult<Done<Job, Result>>> | undefined = source.next();
    try {
      for (;;) {
        while (held[0]?.isPassed) yield held.shift()!.done;
        if (!next && held.length === 0) break;
        const front = held[0]?.passed.then(() => undefined);
        const found = await Promise.race([trouble, ...(next ? [next] : []), ...(front ? [front] : [])]);
        signal?.throwIfAborted();
        if (found?.done) {
          next = undefined;
          if (held.length > 0) this.tell('making some of the runs again here, to check what came back');
        } else if (found) {
          hold(found.value);
          next = source.next();
        }
      }
      if (this.#checked > 0) {
        const runs = this.#checked === 1 ? '1 run was' : `${this.#checked} runs were`;
        this.tell(`checked: ${runs} made again here, with the same results`);
      }
    } finally {
      stop.abort();
      next?.catch(() => {});
      await Promise.allSettled([...held.map(({ passed }) => passed), source.return?.()]);
    }
  }

  async close(): Promise<void> {
    await this.here.close();
  }

  #isDrawn(): boolean {
    const steps = 2 ** 32;
    return randomInt(steps) < this.share * steps;
  }

  /** @throws WrongResult */
  async #check({ job, result }: Done<Job, Result>, signal: AbortSignal): Promise<void> {
    for await (const { result: here } of this.here.run([job], signal)) {
      if (canonicalJson(here.outcome) !== canonicalJson(result.outcome)) throw new WrongResult(result, here);
    }
    this.#checked++;
  }
}

function difference(there: Result, here: Result): string {
  const failure = failureOf(here);
  if (failure) return `figures, but fails here: ${failure.message}`;
  const [theirs, own] = [completed(there)!.digest, completed(here)!.digest];
  return theirs === own
    ? 'the digest that it has here, and other figures'
    : `digest ${theirs.slice(0, 16)}…, and has ${own.slice(0, 16)}… here`;
}
