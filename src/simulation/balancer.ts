import type { FleetView } from '../balancers/fleet-view.js';
import type { Streams } from '../random/streams.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Placement } from '../systems/placement/placement.js';
import { placementSystem } from '../systems/placement/placing.js';
import type { Servers } from '../world/servers.js';
import type { Allocator } from './allocator.js';
import type { Components } from './components.js';

/** Has a balancer place the tasks of a scenario. */
export function balancing(
  create: NonNullable<Components['balancer']>,
  { information, servers: { slots } }: LoadedScenario['scenario'],
  servers: Servers,
  streams: Streams,
): Allocator {
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
  const placement = new Placement(
    create({
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
