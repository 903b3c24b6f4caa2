import { type LoadedScenario, loadScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { lieGains, mostAffected, truthfulTwin } from '../../src/simulation/lie-gains.js';
import { Simulation } from '../../src/simulation/simulation.js';

/** Payments less true costs of every server in a scenario's run, what its liars gain, and who else is affected most. */
export async function replayed(scenario: ScenarioInput | string, directory = '.') {
  const loaded =
    typeof scenario === 'string'
      ? await loadScenario(scenario)
      : await prepareScenario(scenario, { directory });
  const run = (which: LoadedScenario) => {
    const simulation = new Simulation(which);
    simulation.run();
    return simulation;
  };
  const lying = run(loaded);
  const { revenue, cost, count } = lying.servers;
  const utilities = Array.from({ length: count }, (_, server) => revenue[server]! - cost[server]!);
  const twin = truthfulTwin(loaded);
  if (!twin) return { utilities, gains: [], loaded };
  const truthful = run(twin);
  return { utilities, gains: lieGains(lying, truthful), affected: mostAffected(lying, truthful), loaded };
}
