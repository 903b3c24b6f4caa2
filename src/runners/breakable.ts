import { type Context, createContext, Script } from 'node:vm';

/** Ctrl-C has come, and what was being done was ended. */
export class WorkInterrupted extends Error {}

/**
 * Does things that Ctrl-C can end before they come back. JavaScript hears no signal while it works; only code that runs as a
 * script of its own can be ended from outside.
 *
 * Only in the main thread. What is not ended is not changed by it; a call takes some 0.1 ms more.
 */
export class Breakable {
  readonly #script = new Script('action()');
  readonly #place: { action?: (() => unknown) | undefined } = {};
  readonly #context: Context = createContext(this.#place);

  /** @throws WorkInterrupted at Ctrl-C, in the middle of what is done; listeners to the signal are not told */
  run<Result>(action: () => Result): Result {
    const before = this.#place.action;
    this.#place.action = action;
    try {
      return this.#script.runInContext(this.#context, { breakOnSigint: true }) as Result;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw error;
      throw new WorkInterrupted();
    } finally {
      this.#place.action = before;
    }
  }
}
