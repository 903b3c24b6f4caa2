/** A case that speaks against a property, on its way to the simplest one that is found. */
export interface Reduction<Case> {
  /** The simplest so far. */
  readonly best: Case;
  /**
   * Tries a simpler case. It is the best one if it speaks against the property as well.
   *
   * @param candidate - simpler than {@link best}
   * @returns whether it does; false once all evaluations are used up
   */
  attempt(candidate: Case): boolean;
}

/** The reduction of a part of a case, by which the rest stays as it is. */
export function part<Case, Part>(
  whole: Reduction<Case>,
  get: (from: Case) => Part,
  put: (into: Case, part: Part) => Case,
): Reduction<Part> {
  return {
    get best() {
      return get(whole.best);
    },
    attempt: (candidate) => whole.attempt(put(whole.best, candidate)),
  };
}

/**
 * Leaves out whatever can be left out of a list.
 *
 * @param least - so many items stay
 * @param without - the case without the item of an index
 */
export function leaveOut<Case>(
  reduction: Reduction<Case>,
  lengthOf: (of: Case) => number,
  least: number,
  without: (from: Case, index: number) => Case,
): void {
  for (let index = 0; index < lengthOf(reduction.best); ) {
    if (lengthOf(reduction.best) <= least) return;
    if (!reduction.attempt(without(reduction.best, index))) index++;
  }
}
