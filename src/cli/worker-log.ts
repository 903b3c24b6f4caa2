import { hostname } from 'node:os';
import type { WorkerListener, WorkerRun, WorkerTerms } from '../broker/broker-worker.js';
import { harmless, shortened } from '../input/harmless.js';
import { version } from '../simulation/version.js';
import { printError, printJson } from './print.js';
import { Stopwatch } from './stopwatch.js';
import { printWarning } from './warning.js';

/** Seconds between two lines that say how many runs are done. */
const pause = 10;

/** Characters that are told of why a run failed. */
const LONGEST_TOLD = 2000;

/** Says what a worker does: a line now and then on stderr, or every run on stdout, in lines of JSON. */
export class WorkerLog implements WorkerListener {
  readonly #stopwatch = new Stopwatch();
  #said = 0;
  #saidAt = 0;
  #failed = 0;
  #sweep = '';

  constructor(private readonly style: { json?: true; quiet?: true }) {}

  /** Runs so far. */
  done = 0;

  ready(broker: string, { key, memory, runs, seconds }: WorkerTerms): void {
    const limits = { workers: runs, timeout: seconds, memory, key: key?.fingerprint ?? null };
    this.#event({ event: 'ready', broker, version, host: hostname(), pid: process.pid, ...limits });
    this.#saidAt = this.#stopwatch.wallSeconds;
    const takes = `${runs} at a time, each up to ${seconds} s and ${memory} MiB`;
    const whose = key ? `signed with key ${key.fingerprint}` : 'from whoever writes to the broker';
    this.#line(`${broker}: waiting for runs of version ${version}, ${takes}, ${whose}`);
  }

  run({ sweep: name, seed, failure }: WorkerRun): void {
    const sweep = shortened(name);
    this.done++;
    this.#event({ event: 'run', sweep, ...(seed !== undefined && { seed }), failure: failure ?? null });
    if (failure !== undefined) {
      this.#failed++;
      const which = seed === undefined ? '' : `, seed ${seed}`;
      if (!this.style.json)
        printWarning(
          `sweep ${sweep}${which}: the run failed: ${failure.length > LONGEST_TOLD ? shortened(failure, LONGEST_TOLD) : failure}`,
        );
    }
    if (sweep !== this.#sweep) this.#line(`sweep ${sweep}: runs are coming in`);
    this.#sweep = sweep;
    if (this.#stopwatch.wallSeconds - this.#saidAt >= pause) this.#count();
  }

  notice(notice: string): void {
    this.#event({ event: 'notice', notice });
    if (!this.style.json) printWarning(notice);
  }

  /** It ends for want of runs. */
  idle(seconds: number, isAway: boolean): void {
    const why = `no run has come for ${seconds} s`;
    if (isAway) this.notice(`${why}, and the broker is away: start the worker again once it is back`);
    else this.#line(why);
  }

  end(): void {
    this.#event({ event: 'end', done: this.done, failed: this.#failed });
    if (this.done !== this.#said || this.done === 0) this.#count();
  }

  #count(): void {
    this.#said = this.done;
    this.#saidAt = this.#stopwatch.wallSeconds;
    this.#line(`${this.done} ${this.done === 1 ? 'run' : 'runs'} done, ${this.#failed} of them failed`);
  }

  #event(event: object): void {
    if (this.style.json) printJson(event);
  }

  #line(text: string): void {
    if (!this.style.json && !this.style.quiet) printError(`${harmless(text)}\n`);
  }
}
