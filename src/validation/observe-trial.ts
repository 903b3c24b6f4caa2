import { knownSystems } from './known-systems.js';
import { type Row, rowsOf } from './validate.js';

/** A trial as plain data: what a system is observed at. */
export interface TrialJob {
  /** By its name. */
  readonly system: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Of the interval of each row. */
  readonly level: number;
}

/** Observes a trial, here or on a thread of its own. */
export default function observeTrial({ system, parameters, seed, level }: TrialJob): Promise<Row[]> {
  const known = knownSystems.find(({ name }) => name === system)!;
  return rowsOf(known.trial(parameters), seed, level);
}

/** Does nothing: who has it done knows that the thread is ready. */
export function ready(): void {}
