import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/engine/decimal-time.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { continuousArbitrary } from '../arbitraries/continuous.js';

/** A market in whole units of time, in which events coincide all the time. */
const markets = fc.record({
  seed: fc.nat({ max: 1000 }),
  gap: fc.integer({ min: 1, max: 4 }),
  load: fc.integer({ min: 1, max: 12 }),
  latency: fc.integer({ min: 1, max: 20 }),
  until: fc.integer({ min: 20, max: 90 }),
  drain: fc.boolean(),
  servers: fc.integer({ min: 1, max: 5 }),
  slots: fc.integer({ min: 1, max: 2 }),
  discipline: fc.constantFrom('fifo' as const, 'priority' as const, 'preemptive-priority' as const),
  fate: fc.option(
    fc.constantFrom('resumed' as const, 'restarted' as const, 'reassigned' as const, 'lost' as const),
  ),
  after: fc.integer({ min: 13, max: 40 }),
  repair: fc.integer({ min: 1, max: 6 }),
  delay: fc.integer({ min: 0, max: 7 }),
  retryAfter: fc.integer({ min: 1, max: 4 }),
  // Not peak-ewma: its costs are powers of e, which are no decimals in any unit.
  balancer: fc.constantFrom(
    'random' as const,
    'round-robin' as const,
    'least-loaded' as const,
    'power-of-d' as const,
    'join-idle-queue' as const,
    'prequal' as const,
  ),
});

type Market = typeof markets extends fc.Arbitrary<infer T> ? T : never;

/** The scenario of a market whose unit of time is so many units of the scenario, `1e-${places}`. */
function scenarioOf(market: Market, places: number): ScenarioInput {
  const of = (whole: number): number => Number(`${whole}e-${places}`);
  const { balancer, delay, discipline, drain, fate, servers, slots } = market;
  return {
    seed: market.seed,
    time: { mode: 'continuous', until: of(market.until), drain },
    servers: {
      count: servers,
      processingRate: 1,
      slots,
      discipline,
      ...(fate && {
        failures: { after: of(market.after), repair: of(market.repair), work: fate },
      }),
    },
    arrivals: { process: 'constant', rate: 1 / of(market.gap) },
    tasks: { load: of(market.load), complexity: 1, latency: of(market.latency) },
    auction: { unsold: 'retry', retries: 3, retryAfter: of(market.retryAfter) },
    balancer: balancer === 'prequal' ? { prequal: { age: of(10), recent: of(30) } } : balancer,
    information: { delay: of(delay) },
    metrics: { servers: 'none', interval: of(7) },
  };
}

/** What happened, in order, with times in whole units. */
async function story(market: Market, places: number): Promise<string[]> {
  const told: string[] = [];
  const whole = (time: number): string => {
    const units = time * 10 ** places;
    expect(Math.abs(units - Math.round(units)), `${time} is a whole number of units`).toBeLessThan(1e-6);
    return String(Math.round(units));
  };
  const simulation = new Simulation(await prepareScenario(scenarioOf(market, places)), {
    observers: [
      {
        auction: ({ task, time, winner, status }) =>
          told.push(`${whole(time)}: ${task} to ${winner} ${status}`),
        completion: ({ task, time, waiting, sojourn }) =>
          told.push(`${whole(time)}: ${task} done, ${whole(waiting)} of ${whole(sojourn)}`),
        sample: ({ time }) => told.push(`${whole(time)}: sample`),
      },
    ],
  });
  expect(simulation.run({ events: 100_000 })).toBe('stopped');
  const { slaViolations, tasks } = simulation.summary();
  return [...told, JSON.stringify([slaViolations, tasks])];
}

describe('times that are equal in decimals are equal', () => {
  test('a market in tenths, hundredths or ten-thousandths of a unit does what it does in whole units', async () => {
    const property = fc.asyncProperty(markets, fc.constantFrom(1, 2, 4), async (market, places) => {
      expect(await story(market, places)).toEqual(await story(market, 0));
    });
    await fc.assert(property, { seed: 1, numRuns: 150 });
  });

  test('every event is at an instant', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const simulation = new Simulation(await prepareScenario(input));
      while (simulation.step()) expect(instant(simulation.now)).toBe(simulation.now);
    });
    await fc.assert(property, { seed: 2, numRuns: 60 });
  });

  test('D/D/1 at full load has no waiting, however long it is busy', async () => {
    const simulation = new Simulation(
      await prepareScenario({
        time: { mode: 'continuous', tasks: 30_000 },
        servers: { count: 1, processingRate: 1 },
        arrivals: { process: 'constant', rate: 10 },
        tasks: { load: 0.1, complexity: 1, latency: 0.1 },
        balancer: 'round-robin',
        metrics: { servers: 'none' },
      }),
    );
    simulation.run();
    const { slaViolations, sojourn, time, waiting } = simulation.summary();
    expect([waiting.mean, time, slaViolations.penalty]).toEqual([0, 3000.1, 0]);
    expect(sojourn.mean).toBeCloseTo(0.1, 12);
  });
});
