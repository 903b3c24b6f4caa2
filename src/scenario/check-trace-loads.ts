import { InputError } from '../input/input-error.js';
import { magnitudeFault, shortNumber } from '../input/magnitude.js';
import type { Trace } from '../workload/trace.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';

/** @throws InputError if `arrivals.loadScale` takes a load of the trace out of 1e-12 … 1e12 */
export function checkTraceLoads({ arrivals }: Scenario, trace: Trace, document: ScenarioDocument): void {
  if (arrivals.process !== 'trace') return;
  const { loadScale } = arrivals;
  for (const load of trace.load) {
    const fault = magnitudeFault(load * loadScale, true);
    if (fault === undefined) continue;
    throw new InputError({
      ...document.placeOf(['arrivals', 'loadScale']),
      message: `arrivals.loadScale: a load of the trace times this ${fault}, got ${shortNumber(load)} × ${shortNumber(loadScale)}`,
    });
  }
}
