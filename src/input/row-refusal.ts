import { InputError, type Problem } from './input-error.js';

/** A row that is refused, of a file that can be read without it. */
export class RowRefusal extends InputError {
  /** @param reason - in words that are the same for every row that is wrong in this way */
  constructor(
    problem: Problem & { readonly line: number },
    readonly reason: string,
  ) {
    super(problem);
  }

  /** 1-based. */
  get line(): number {
    return this.problems[0]!.line!;
  }
}
