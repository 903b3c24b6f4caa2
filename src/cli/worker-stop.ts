import type { BrokerWorker } from '../broker/broker-worker.js';
import { endNow } from './guard-end.js';
import type { WorkerLog } from './worker-log.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds between two looks whether a worker is idle. */
const LOOK = 100;

/** Ends a worker: in order at Ctrl-C or where it was idle for long enough, at once at SIGTERM, or where signals are repeated. */
export class WorkerStop {
  #clock: NodeJS.Timeout | undefined;
  #asked = 0;

  /** @param idle - seconds without a run after which it ends; by default never */
  constructor(
    private readonly worker: BrokerWorker,
    private readonly log: WorkerLog,
    idle: number | undefined,
  ) {
    for (const signal of signals) process.on(signal, this.#hear);
    if (idle !== undefined) this.#clock = this.#endWhenIdle(idle);
  }

  /** Gives signals back their usual effect. */
  release(): void {
    clearInterval(this.#clock);
    for (const signal of signals) process.off(signal, this.#hear);
  }

  readonly #hear = (signal: NodeJS.Signals): void => {
    this.#asked += signal === 'SIGINT' ? 1 : 2;
    const { taken } = this.worker;
    if (this.#asked === 1 && taken > 0) {
      this.log.notice(`finishing what runs (${taken}): Ctrl-C again gives it back`);
      return this.worker.stop();
    }
    if (this.#asked > 3) endNow(1);
    if (taken > 0) this.log.notice(`giving back what runs (${taken})`);
    this.worker.giveBack();
  };

  #endWhenIdle(seconds: number): NodeJS.Timeout {
    let since = performance.now();
    let done = this.log.done;
    return setInterval(() => {
      if (this.worker.running > 0 || this.log.done !== done) since = performance.now();
      done = this.log.done;
      if (performance.now() - since < 1000 * seconds) return;
      clearInterval(this.#clock);
      this.log.idle(seconds, this.worker.isAway);
      this.worker.giveBack();
    }, LOOK);
  }
}
