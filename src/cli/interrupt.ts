import { constants } from 'node:os';
import { harmless } from '../input/harmless.js';
import { Breakable, WorkInterrupted } from '../runners/breakable.js';
import type { During } from '../simulation/slices.js';
import { endNow } from './guard-end.js';
import { printError } from './print.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Those that cannot be heard while something is done. */
const unheard = ['SIGTERM', 'SIGHUP'] as const;

/** Milliseconds in which a signal that comes again is the same one: npm and a terminal both pass Ctrl-C on. */
const SAME_SIGNAL = 300;

/**
 * Ends the process cleanly at Ctrl-C, `kill` or where its terminal is closed: what was deferred is done, one line is
 * printed, the exit code is 130, 143 or 129. What was deferred is also done where something else ends the process, as
 * code of the user's own that exits.
 *
 * Before anything is deferred, signals have their usual effect: they end the process at once, whatever it is at. From
 * then on they are heard between two pieces of work; pieces that may take long are done {@link during} this.
 */
export class Interrupt {
  readonly #deferred: (() => void)[] = [];
  readonly #farewells: (() => Promise<void>)[] = [];
  #outcome = (): string => 'nothing was written';
  readonly #breakable = new Breakable();
  #isListening = false;
  #isEnding = false;
  readonly #end = (signal: (typeof signals)[number]): void => {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const farewells = this.#farewells.splice(0);
    if (farewells.length === 0) return this.#endNow(signal);
    // Another signal does not wait for them.
    setTimeout(() => this.release(), SAME_SIGNAL);
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

  /** Something to do before the process ends; what was deferred last is done first. */
  defer(action: () => void): void {
    this.#listen();
    this.#deferred.push(action);
  }

  /** Something that takes time, to be done before the process ends: others are told. */
  farewell(action: () => Promise<void>): void {
    this.#listen();
    this.#farewells.push(action);
  }

  /**
   * Does something that may take long in one piece. Ctrl-C ends it, and the process as cleanly as elsewhere. SIGTERM and
   * SIGHUP have their usual effect meanwhile: cleaning up is left to whoever uses the folder next.
   *
   * Node.js starts a thread for that and may lose a Ctrl-C in the instant in which it stops it, so that short pieces are
   * better done as they are.
   *
   * @param breakable - what ends it at Ctrl-C, where it may be ended for other reasons too
   */
  async during<Result>(
    work: () => Result,
    breakable: Pick<Breakable, 'run'> = this.#breakable,
  ): Promise<Result> {
    // What has come and was not heard yet would be lost with the listener.
    await this.admit();
    const isDeaf = this.#isListening;
    if (isDeaf) for (const signal of unheard) process.off(signal, this.#end);
    try {
      return breakable.run(work);
    } catch (error) {
      if (error instanceof WorkInterrupted) return this.#endNow('SIGINT');
      throw error;
    } finally {
      if (isDeaf) for (const signal of unheard) process.on(signal, this.#end);
    }
  }

  /** Does what may take long {@link during} this, and all else as it is. */
  readonly duringLong: During = async (work, { isLong }) => (isLong ? this.during(work) : work());

  /** What the line says of what was written; by default nothing was. */
  explain(outcome: () => string): void {
    this.#outcome = outcome;
  }

  /** Lets pending signals in. */
  async admit(): Promise<void> {
    // The first may come before the system is asked for signals, the second comes after.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Gives signals back their usual effect. */
  release(): void {
    for (const signal of signals) process.off(signal, this.#end);
    process.off('exit', this.#cleanUp);
    this.#isListening = false;
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    for (const signal of signals) process.on(signal, this.#end);
    process.on('exit', this.#cleanUp);
  }
}
