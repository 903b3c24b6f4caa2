import { OwnCodeFailure } from '../../market/own-code-failure.js';
import { returnedInWords, thrownInWords } from '../../market/returned-in-words.js';

/** Code of the user's own, as errors name it. */
export class OwnCode {
  /**
   * @param file - it is of
   * @param part - it is, in a word: `balancer`
   */
  constructor(
    readonly file: string,
    readonly part: string,
  ) {}

  /**
   * Does what calls the code.
   *
   * @param doing - what is called, in words: `place()`
   * @throws OwnCodeFailure where it throws
   */
  call<Result>(doing: string, action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      if (error instanceof OwnCodeFailure) throw error;
      const thrown = thrownInWords(error);
      const message = `${this.file}: ${doing} of the ${this.part} fails: ${thrown}`;
      throw new OwnCodeFailure(message, { cause: error, fault: `throws ${thrown}` });
    }
  }

  /**
   * Does what calls code that gives nothing.
   *
   * @throws OwnCodeFailure where it throws, or gives a promise: nobody waits for that
   */
  do(doing: string, action: () => unknown): void {
    const returned = this.call(doing, action);
    if (returned instanceof Promise) throw this.failure(doing, returned, 'nothing');
  }

  /** The failure that it is where the code returns something else than what is wanted. */
  failure(doing: string, returned: unknown, wanted: string): OwnCodeFailure {
    // Nobody waits for a promise: what it is rejected for later must not end another run.
    if (returned instanceof Promise) returned.catch(() => {});
    const fault = `gives …, and has to give ${wanted}`;
    const words = fault.replace('…', () => returnedInWords(returned));
    return new OwnCodeFailure(`${this.file}: ${doing} of the ${this.part} ${words}`, { fault });
  }
}

/** Whether a value has a function of that name. */
export function hasFunction(value: unknown, name: string): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Record<string, unknown>)[name] === 'function'
  );
}
