import type { LoadedScenario } from '../scenario/load.js';
import { Simulation } from './simulation.js';
import { pilotOf } from './warm-up.js';

/**
 * How many first tasks are warm-up by MSER-5, from a run that is made for it; undefined where the scenario says a number. For
 * the option `warmup` of {@link Simulation}.
 *
 * @param advance - has the simulation run to its end; by default in one go
 * @throws InputError where there is no end of the warm-up in the first half of the run
 */
export async function findWarmup(
  loaded: LoadedScenario,
  advance: (simulation: Simulation) => void | Promise<void> = (simulation) => {
    simulation.run();
  },
): Promise<number | undefined> {
  const pilot = pilotOf(loaded);
  if (!pilot) return undefined;
  await advance(new Simulation(pilot.loaded, { observers: [pilot] }));
  return pilot.warmup();
}
