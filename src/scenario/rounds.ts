import { InputError } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import type { Trace } from '../workload/trace.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';
import { mostRounds } from './sizes.js';

const DEFAULT_ROUNDS = 150;

/**
 * The rounds in which tasks arrive: what the scenario says, else up to the last task of its trace, else 150.
 *
 * @throws InputError if the trace would take more than 2³² − 1 rounds
 */
export function roundsOf(scenario: Scenario, trace: Trace | undefined, document: ScenarioDocument): number {
  const { time, arrivals } = scenario;
  if (time.rounds !== undefined) return time.rounds;
  if (trace === undefined || arrivals.process !== 'trace') return DEFAULT_ROUNDS;
  const last = trace.time[trace.length - 1]!;
  const rounds = Math.floor(last / arrivals.roundLength) + 1;
  if (rounds <= mostRounds) return rounds;
  throw new InputError({
    ...document.placeOf(['arrivals', 'roundLength']),
    message: `arrivals.roundLength: the trace lasts ${shortNumber(last)}, more than ${mostRounds} rounds of ${shortNumber(arrivals.roundLength)}`,
    hint: 'make rounds longer, or set time.rounds',
  });
}
