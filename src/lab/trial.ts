import { OwnCodeFailure } from '../market/own-code-failure.js';
import type { Reduction } from './reduction.js';
import type { Counterexample, Failed } from './verdict.js';

/** Evaluations, at most, by which fast-check and then the property itself each make a case simpler. */
export const MOST_EVALUATIONS = 1000;

/**
 * Cases that are tried until one speaks against a property, and then simpler ones. Whatever is thrown is noted: what was found before
 * stays found.
 */
export class Trial<Case> implements Reduction<Case> {
  /** The simplest case that speaks against the property, and what it says. */
  #found: { readonly example: Case; readonly counterexample: Counterexample } | undefined;
  #failure: Failed | undefined;
  #left = MOST_EVALUATIONS;

  /**
   * @param violation - what speaks against the property in a case
   * @param onFound - told of each counterexample, the simplest last
   */
  constructor(
    private readonly violation: (example: Case) => Counterexample | undefined,
    private readonly onFound: (counterexample: Counterexample) => void = () => {},
  ) {}

  /** What was thrown first. */
  get failure(): Failed | undefined {
    return this.#failure;
  }

  get counterexample(): Counterexample | undefined {
    return this.#found?.counterexample;
  }

  /** There must be a counterexample. */
  get best(): Case {
    return this.#found!.example;
  }

  /**
   * Whether nothing is wrong with a case. Those after the first that is wrong must be simpler than the last wrong one; once their
   * evaluations are used up, or where the search has failed, nothing is.
   */
  holds(example: Case): boolean {
    if (this.#found) return !this.attempt(example);
    return this.#failure !== undefined || !(this.#speaks(example) || this.#failure !== undefined);
  }

  attempt(candidate: Case): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return this.#speaks(candidate);
  }

  /** Makes the case simpler as long as that works: in a loop, as there may be as many steps as evaluations. */
  reduce(simplify: (reduction: Reduction<Case>) => void): void {
    this.#left = MOST_EVALUATIONS;
    for (let before: Case | undefined; this.best !== before && this.#left > 0; ) {
      before = this.best;
      simplify(this);
    }
  }

  /** Does something, and notes what it throws. */
  guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failure ??= failedBy(error);
    }
  }

  #speaks(example: Case): boolean {
    let counterexample: Counterexample | undefined;
    this.guard(() => {
      counterexample = this.violation(example);
    });
    if (!counterexample) return false;
    this.#found = { example, counterexample };
    this.onFound(counterexample);
    return true;
  }
}

/** What a mechanism failed of is told in its words, any other error with its place in the code. */
export function failedBy(error: unknown): Failed {
  if (error instanceof OwnCodeFailure) return { failure: error.message, fault: error.fault };
  const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { failure, fault: failure };
}
