import fc from 'fast-check';
import type { ScenarioInput } from '../../scenario/schema.js';

const share = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20);
const capacity = fc.integer({ min: 10, max: 200 });

const server = fc.record({
  capacity,
  sensitivity: share.map((part) => 2 * part),
  riskAversion: share,
  targetLoadRatio: share,
  processingRate: fc.integer({ min: 1, max: 20 }),
  coalition: fc.nat({ max: 1 }),
});

/**
 * Whole scenarios that run within milliseconds: up to five listed servers and ten rounds, any payment rule, a reserve that may bind,
 * coalitions, a learner. They shrink to one round of one server and one task, and run as they are: `prepareScenario` takes them, and so does a YAML file.
 */
export const scenarioArbitrary: fc.Arbitrary<ScenarioInput> = fc.record({
  seed: fc.nat({ max: 1000 }),
  time: fc.record({ rounds: fc.integer({ min: 1, max: 10 }) }),
  servers: fc.record({ list: fc.array(server, { minLength: 1, maxLength: 5 }) }),
  arrivals: fc.record({ process: fc.constant('constant' as const), rate: fc.integer({ min: 1, max: 6 }) }),
  tasks: fc.record({ load: fc.integer({ min: 1, max: 30 }) }),
  bidding: fc.record({ noise: share }),
  auction: fc.record({
    payment: fc.constantFrom('second-price', 'first-price', 'none'),
    reserve: fc.record({ initial: fc.integer({ min: 1, max: 50 }), binding: fc.boolean() }),
    unsold: fc.constantFrom('drop', 'retry'),
  }),
  coalition: fc.record({
    overload: share,
    partner: share,
    partners: fc.nat({ max: 2 }),
    split: fc.constantFrom('equal', 'proportional', 'shapley'),
  }),
  learning: fc.record({ mode: fc.constantFrom('none', 'continuous', 'bandit', 'q-learning') }),
});
