import { expect, test } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import { roundRobin } from '../../src/balancers/round-robin.js';
import { qLearning } from '../../src/learning/q-learning.js';
import { marginalValue } from '../../src/market/partner-choices/marginal-value.js';
import { firstPrice } from '../../src/market/payments/first-price.js';
import { proportional } from '../../src/market/splits/proportional.js';
import { disciplines } from '../../src/queueing/disciplines.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { type Components, componentsOf } from '../../src/simulation/components.js';
import { lieGains, mostAffected, truthfulTwin } from '../../src/simulation/lie-gains.js';
import { simulate } from '../../src/simulation/run.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { constant } from '../../src/workload/processes/constant.js';

const rounds = { time: { rounds: 40 } } as const;
const continuous = { time: { mode: 'continuous', tasks: 300 }, servers: { count: 3 } } as const;
/** Winners are overloaded now and then, so that partners and splits are asked for. */
const crowded = { ...rounds, servers: { count: 8, coalitions: 1, processingRate: 3 } };

const twins: { part: keyof Components; named: ScenarioInput; plain: ScenarioInput; given: object }[] = [
  {
    part: 'arrivals',
    named: { ...rounds, arrivals: { process: 'constant', rate: 2.5 } },
    plain: rounds,
    given: constant({ rate: 2.5 }),
  },
  {
    part: 'arrivals',
    named: { ...continuous, arrivals: { process: 'constant', rate: 2 } },
    plain: continuous,
    given: constant({ rate: 2 }),
  },
  {
    part: 'attributes',
    named: {
      ...rounds,
      tasks: { load: 3, complexity: 1, latency: 2, sla: { gold: 1, silver: 0, bronze: 0 } },
    },
    plain: rounds,
    given: () => (out: object) => Object.assign(out, { load: 3, complexity: 1, latency: 2, sla: 0 }),
  },
  {
    part: 'balancer',
    named: { ...rounds, balancer: 'round-robin' },
    plain: rounds,
    given: (terms: never) => roundRobin({}, terms),
  },
  {
    part: 'learner',
    named: { ...rounds, learning: { mode: 'q-learning' } },
    plain: rounds,
    given: qLearning,
  },
  {
    part: 'payment',
    named: { ...rounds, auction: { payment: 'first-price' } },
    plain: rounds,
    given: firstPrice,
  },
  {
    part: 'split',
    named: { ...crowded, coalition: { partners: 3, split: 'proportional' } },
    plain: { ...crowded, coalition: { partners: 3 } },
    given: proportional,
  },
  {
    part: 'partnerChoice',
    named: { ...crowded, coalition: { partners: 3, choice: 'marginal-value' } },
    plain: { ...crowded, coalition: { partners: 3 } },
    given: marginalValue,
  },
  {
    part: 'discipline',
    named: { ...continuous, servers: { count: 3, discipline: 'processor-sharing' } },
    plain: continuous,
    given: disciplines['processor-sharing'],
  },
];

test.each(twins)('a given $part is to the bit the one that a scenario names', async ({ part, ...twin }) => {
  const plain = await prepareScenario(twin.plain);
  const { digest } = simulate(await prepareScenario(twin.named));
  expect(simulate(plain, { components: { [part]: twin.given } }).digest).toBe(digest);
  expect(simulate(plain, { components: { [part]: undefined } }).digest).not.toBe(digest);
});

test('every part is given above', async () => {
  const named = componentsOf(await prepareScenario(rounds));
  expect(new Set(twins.map(({ part }) => part))).toEqual(new Set(Object.keys(named)));
});

test('a balancer of ten lines places every task', async () => {
  class First extends Balancer {
    place(): number {
      return 0;
    }
  }
  const servers = new Set<number>();
  const observer = { auction: ({ winner }: { winner: number }) => servers.add(winner) };
  const { messages, reserve } = simulate(await prepareScenario(rounds), {
    components: { balancer: () => new First() },
    observers: [observer],
  });
  expect([...servers]).toEqual([0]);
  expect({ messages, reserve }).toEqual({ messages: 0, reserve: null });
});

test('what is not understood is refused', async () => {
  const loaded = await prepareScenario(rounds);
  expect(() => simulate(loaded, { components: { balancr: () => {} } as never })).toThrow(
    "no component is called 'balancr': they are arrivals, attributes, balancer, ",
  );
  expect(() => new Simulation(loaded, [] as never)).toThrow('observers are an option: { observers: […] }');
});

test('the summary of a run with lies has what they were worth, as against the truthful twin', async () => {
  const lies = [{ server: 1, times: 0.5 }];
  const loaded = await prepareScenario({ ...rounds, bidding: { lies } });
  const summary = simulate(loaded);
  const [lying, truthful] = [new Simulation(loaded), new Simulation(truthfulTwin(loaded)!)];
  lying.run();
  truthful.run();
  expect(summary.lies).toEqual(lieGains(lying, truthful));
  expect(summary.liesToOthers).toEqual(mostAffected(lying, truthful));
});
