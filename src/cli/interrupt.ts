import { constants } from 'node:os';
import { harmless } from '../input/harmless.js';
import { endNow } from './guard-end.js';
import { printError } from './print.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process cleanly at Ctrl-C, `kill` or where its terminal is closed: what was deferred is done, one line is
 * printed, the exit code is 130, 143 or 129. What was deferred is also done where something else ends the process, as
 * code of the user's own that exits. Signals come in between two pieces of work only, so nothing is ever cleaned up
 * while it is being written.
 */
export class Interrupt {
  readonly #deferred: (() => void)[] = [];
  readonly #farewells: (() => Promise<void>)[] = [];
  #outcome = (): string => 'nothing was written';
  readonly #end = (signal: (typeof signals)[number]): void => {
    const farewells = this.#farewells.splice(0);
    if (farewells.length === 0) return this.#endNow(signal);
    // Another signal does not wait for them.
    Promise.allSettled(farewells.map((farewell) => farewell())).then(() => this.#endNow(signal));
  };
  readonly #endNow = (signal: (typeof signals)[number]): never => {
    const outcome = this.#outcome();
    try {
      this.#cleanUp();
    } finally {
      printError(`interrupted by ${signal}: ${harmless(outcome)}\n`);
      endNow(128 + constants.signals[signal]);
    }
  };
  /** Each action is done once. */
  readonly #cleanUp = (): void => {
    for (const action of this.#deferred.splice(0).reverse()) action();
  };

  constructor() {
    for (const signal of signals) process.on(signal, this.#end);
    process.on('exit', this.#cleanUp);
  }

  /** Ends the process as a signal does that comes between two pieces of work. */
  endNow(signal: (typeof signals)[number]): never {
    return this.#endNow(signal);
  }

  /** Something to do before the process ends; what was deferred last is done first. */
  defer(action: () => void): void {
    this.#deferred.push(action);
  }

  /** Something that takes time, to be done before the process ends: others are told. */
  farewell(action: () => Promise<void>): void {
    this.#farewells.push(action);
  }

  /** What the line says of what was written; by default nothing was. */
  explain(outcome: () => string): void {
    this.#outcome = outcome;
  }

  /** Lets pending signals in. */
  async admit(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Gives signals back their usual effect. */
  release(): void {
    for (const signal of signals) process.off(signal, this.#end);
    process.off('exit', this.#cleanUp);
  }
}
