import type { Balancer, BalancerTerms } from '../balancers/balancer.js';
import { balancers } from '../balancers/balancers.js';
import type { FleetView } from '../balancers/fleet-view.js';
import type { Streams } from '../random/streams.js';
import { namedBalancer } from '../scenario/balancer-schema.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Placement } from '../systems/placement.js';
import type { Servers } from '../world/servers.js';

/** The balancer of a scenario, undefined where an auction places the tasks. */
export function placementOf(
  { balancer, information, servers: { slots } }: LoadedScenario['scenario'],
  servers: Servers,
  streams: Streams,
): Placement | undefined {
  const { name, options } = namedBalancer(balancer);
  if (name === 'auction') return undefined;
  const fleet: FleetView = {
    count: servers.count,
    up: servers.up,
    tasks: servers.tasks,
    load: servers.load,
    capacity: servers.capacity,
    rate: servers.processingRate,
    slots: new Int32Array(servers.count).fill(slots),
  };
  const { delay, probes } = information;
  const create: (options: object, terms: BalancerTerms) => Balancer = balancers[name];
  return new Placement(
    create(options, {
      fleet,
      delay,
      ...(probes !== undefined && { probes }),
      uniform: streams.uniform('balancer'),
    }),
  );
}
