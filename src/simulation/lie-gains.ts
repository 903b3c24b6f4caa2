import { namedBalancer } from '../scenario/balancer-schema.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Simulation } from './simulation.js';
import type { LieGain } from './summary.js';

/**
 * The same scenario and seed where everybody tells the truth; undefined where everybody does, or nobody is asked for a bid because a
 * balancer places the tasks.
 */
export function truthfulTwin(loaded: LoadedScenario): LoadedScenario | undefined {
  const { balancer, bidding } = loaded.scenario;
  const { lies = [], ...truthful } = bidding;
  if (lies.length === 0 || namedBalancer(balancer).name !== 'auction') return undefined;
  return { ...loaded, scenario: { ...loaded.scenario, bidding: truthful } };
}

/**
 * What lies were worth to those who told them, in order of id: their utility (payments less true costs) in a run that has ended, against that
 * in its {@link truthfulTwin}.
 */
export function lieGains(lying: Simulation, truthful: Simulation): LieGain[] {
  const liars = new Set(lying.loaded.scenario.bidding.lies?.map(({ server }) => server));
  const worth = ({ servers }: Simulation, server: number) => servers.revenue[server]! - servers.cost[server]!;
  return [...liars]
    .sort((a, b) => a - b)
    .map((server) => {
      const [utility, honest] = [worth(lying, server), worth(truthful, server)];
      return { server, utility, truthful: honest, gain: utility - honest };
    });
}
