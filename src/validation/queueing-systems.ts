import type { KnownSystem } from './known-system.js';
import type { RunScenario } from './queue-scenario.js';
import { breakdownsSystem } from './queues/breakdowns.js';
import { constantArrivalsSystem } from './queues/constant-arrivals.js';
import { mg1System } from './queues/mg1.js';
import { mm1System } from './queues/mm1.js';
import { mmcSystem } from './queues/mmc.js';
import { mmppSystem } from './queues/mmpp.js';
import { powerOfDSystem } from './queues/power-of-d.js';
import { prioritySystems } from './queues/priorities.js';
import { processorSharingSystem } from './queues/processor-sharing.js';
import { randomSplitSystem } from './queues/random-split.js';
import { roundRobinSystem } from './queues/round-robin.js';
import { shortestOfTwoSystem } from './queues/shortest-of-two.js';

/** Every queue in continuous time whose answers are known, observed by `run`. */
export function queueingSystems(run: RunScenario): KnownSystem[] {
  return [
    mm1System(run),
    mmcSystem(run),
    mg1System(run),
    processorSharingSystem(run),
    ...prioritySystems(run),
    breakdownsSystem(run),
    mmppSystem(run),
    constantArrivalsSystem(run),
    randomSplitSystem(run),
    roundRobinSystem(run),
    powerOfDSystem(run),
    shortestOfTwoSystem(run),
  ];
}
