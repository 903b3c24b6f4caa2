import type { Verdict } from '../lab/verdict.js';

/** What `vickrey lab --json` prints and `lab.json` holds. */
export interface LabDocument {
  readonly version: string;
  /** Its name, or the path of its file. */
  readonly subject: string;
  /** What it is, in a word, and what it does, in a line. */
  readonly kind: string;
  readonly title: string;
  /** What it was tried on, in words. */
  readonly scope: string;
  readonly seed: number;
  readonly runs: number;
  readonly verdicts: readonly NamedVerdict[];
}

/** The verdict of one property. */
export type NamedVerdict = Verdict & {
  readonly property: string;
  readonly title: string;
  /** The file that replays the counterexample, in the folder that was written. */
  readonly replay?: string;
};
