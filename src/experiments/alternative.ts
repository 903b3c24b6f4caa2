import { InputError } from '../input/input-error.js';
import type { SourcedScenario } from '../scenario/load.js';

/** One of the scenarios that are compared. */
export interface Alternative {
  /** Unlike that of any other. */
  readonly name: string;
  readonly loaded: SourcedScenario;
}

/**
 * Of the tasks of a replication, the same are to be measured of every alternative.
 *
 * @param file - what an error names
 * @throws InputError where warm-up is left to MSER-5
 */
export function requireSameWarmup({ scenario }: SourcedScenario, file: string): void {
  if (scenario.time.mode === 'rounds' || scenario.time.warmup !== 'mser') return;
  throw new InputError({
    file,
    message: 'time.warmup: mser would leave out other tasks of each alternative',
    hint: 'set a number for all, --set time.warmup=N: vickrey run says which N MSER-5 finds',
  });
}
