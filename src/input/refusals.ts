import { InputError, type Problem } from './input-error.js';

/** Gathers what several steps refuse, so that a user sees all of it at once. */
export class Refusals {
  private readonly problems: Problem[] = [];

  /** What `step` returns, or `undefined` if it refused its input; other errors go on. */
  async attempt<T>(step: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  /** @throws InputError if any step refused its input */
  throwAny(): void {
    if (this.problems.length > 0) throw new InputError(this.problems);
  }
}
