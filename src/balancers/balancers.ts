import type { Balancer, BalancerTerms } from './balancer.js';
import { joinIdleQueue } from './join-idle-queue.js';
import { leastLoaded } from './least-loaded.js';
import { peakEwma } from './peak-ewma.js';
import { powerOfD } from './power-of-d.js';
import { prequal } from './prequal.js';
import { random } from './random.js';
import { roundRobin } from './round-robin.js';
import { weightedRandom } from './weighted-random.js';
import { weightedRoundRobin } from './weighted-round-robin.js';

/** Every balancer, by the name that a scenario gives it. Options that are left out have the defaults that stand beside the factory. */
export const balancers = {
  random,
  'weighted-random': weightedRandom,
  'round-robin': roundRobin,
  'weighted-round-robin': weightedRoundRobin,
  'least-loaded': leastLoaded,
  'power-of-d': powerOfD,
  'join-idle-queue': joinIdleQueue,
  'peak-ewma': peakEwma,
  prequal,
} satisfies Record<string, (options: never, terms: BalancerTerms) => Balancer>;
