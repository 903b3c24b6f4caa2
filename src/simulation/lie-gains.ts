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
 * in its {@link truthfulTwin}, where nobody lies.
 */
export function lieGains(lying: Simulation, truthful: Simulation): LieGain[] {
  return [...liarsOf(lying)].sort((a, b) => a - b).map((server) => gainOf(server, lying, truthful));
}

/** The same of the one server that tells the truth and to which the lies of others made the greatest difference; undefined where they made none. */
export function mostAffected(lying: Simulation, truthful: Simulation): LieGain | undefined {
  const liars = liarsOf(lying);
  let most: LieGain | undefined;
  for (let server = 0; server < lying.servers.count; server++) {
    if (liars.has(server)) continue;
    const found = gainOf(server, lying, truthful);
    if (Math.abs(found.gain) > Math.abs(most?.gain ?? 0)) most = found;
  }
  return most;
}

function liarsOf({ loaded }: Simulation): ReadonlySet<number> {
  return new Set(loaded.scenario.bidding.lies?.map(({ server }) => server));
}

function gainOf(server: number, lying: Simulation, truthful: Simulation): LieGain {
  const worth = ({ servers }: Simulation) => servers.revenue[server]! - servers.cost[server]!;
  const [utility, honest] = [worth(lying), worth(truthful)];
  return { server, utility, truthful: honest, gain: utility - honest };
}
