import { type LoadedScenario, loadScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { lieGains, truthfulTwin } from '../../src/simulation/lie-gains.js';
import { Simulation } from '../../src/simulation/simulation.js';

/** Payments less true costs of every server in a scenario's run, and what its liars gain. */
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
  return { utilities, gains: twin ? lieGains(lying, run(twin)) : [], loaded };
}
