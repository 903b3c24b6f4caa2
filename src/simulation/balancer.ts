import type { Balancer, BalancerTerms } from '../balancers/balancer.js';
import { balancers } from '../balancers/balancers.js';
import type { FleetView } from '../balancers/fleet-view.js';
import type { Streams } from '../random/streams.js';
import { namedBalancer } from '../scenario/balancer-schema.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Placement } from '../systems/placement/placement.js';
import { placementSystem } from '../systems/placement/placing.js';
import type { Servers } from '../world/servers.js';
import type { Allocator } from './allocator.js';

/** Has the balancer of a scenario place its tasks; undefined where an auction does. */
export function balancerOf(
  { balancer, information, servers: { slots } }: LoadedScenario['scenario'],
  servers: Servers,
  streams: Streams,
): Allocator | undefined {
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
  const placement = new Placement(
    create(options, {
      fleet,
      delay,
      ...(probes !== undefined && { probes }),
      uniform: streams.uniform('balancer'),
    }),
  );
  return {
    allocation: placement,
    deciding: (market, unsold) => [placementSystem(market, placement, unsold)],
    learning: () => [],
  };
}
