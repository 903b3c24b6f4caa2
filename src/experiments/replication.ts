import type { LoadedScenario } from '../scenario/load.js';
import { Simulation } from '../simulation/simulation.js';
import type { Summary } from '../simulation/summary.js';
import { ArrivalsDigest } from './arrivals-digest.js';

/** What came of one run of one alternative. */
export interface Outcome {
  readonly summary: Summary;
  /** SHA-256 over the tasks that arrived: the same for all alternatives under common random numbers. */
  readonly arrivals: string;
}

/** Runs an alternative under a seed. In this process or another, at once or later: nothing depends on it. */
export type Runner = (loaded: LoadedScenario, seed: number) => Promise<Outcome>;

/**
 * Runs a scenario under a seed.
 *
 * @param advance - has the simulation run to its end; by default in one go
 */
export async function replicate(
  loaded: LoadedScenario,
  seed: number,
  advance: (simulation: Simulation) => void | Promise<void> = (simulation) => {
    simulation.run();
  },
): Promise<Outcome> {
  const arrivals = new ArrivalsDigest();
  const simulation = new Simulation({ ...loaded, scenario: { ...loaded.scenario, seed } }, [arrivals]);
  await advance(simulation);
  return { summary: simulation.summary(), arrivals: arrivals.finish() };
}
