import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { prepared, summaryOf } from '../laws/run.js';

/** Ten equal servers at 0.8 in one coalition, which share no task. */
const market: ScenarioInput = {
  time: { mode: 'continuous', tasks: 3000, warmup: 300 },
  servers: { count: 10, capacity: 100, processingRate: 1, coalitions: 1 },
  arrivals: { process: 'poisson', rate: 8 },
  tasks: { load: { exponential: 1 }, complexity: 1 },
  learning: { mode: 'none' },
};

describe('an auction that hears of servers late', () => {
  test('sends tasks in herds: the older its information, the longer they stay', async () => {
    const sojourns = await Promise.all(
      [0, 1, 5, 20].map(
        async (delay) => (await summaryOf({ ...market, information: { delay } })).sojourn.mean!,
      ),
    );
    expect([...sojourns].sort((a, b) => a - b)).toEqual(sojourns);
    // A herd fills one server for as long as the delay: some 8 tasks a unit of time that it does 1 of.
    expect(sojourns[3]! / sojourns[0]!).toBeGreaterThan(8);
  });

  test('herds in rounds, too', async () => {
    const sojourn = async (delay: number) =>
      (
        await summaryOf({
          time: { rounds: 200 },
          servers: { count: 10, capacity: 100, processingRate: 5 },
          arrivals: { process: 'poisson', rate: 4 },
          tasks: { load: { uniform: [5, 15] } },
          learning: { mode: 'none' },
          information: { delay },
        })
      ).sojourn.mean!;
    const [fresh, old, older] = [await sojourn(0), await sojourn(2), await sojourn(10)];
    expect(old).toBeGreaterThan(1.2 * fresh);
    expect(older).toBeGreaterThan(1.2 * old);
  });

  const failing: ScenarioInput = {
    ...market,
    servers: {
      ...market.servers,
      failures: { after: { exponential: 10 }, repair: { exponential: 3 }, work: 'resumed' },
    },
    arrivals: { process: 'poisson', rate: 5 },
    coalition: { overload: 0.005, partner: 10, partners: 3 },
    information: { delay: 2 },
  };

  test('does not sell a task to a server that has failed meanwhile: it is dropped or tried again', async () => {
    const { auctions, tasks } = await summaryOf(failing);
    expect(tasks.rejected).toBeGreaterThan(100);
    expect(auctions.total).toBe(tasks.arrived);
    const patient = await summaryOf({
      ...failing,
      auction: { unsold: 'retry', retries: 1000, retryAfter: 0.5 },
    });
    expect(patient.tasks.rejected).toBe(0);
    expect(patient.auctions.retried).toBeGreaterThan(100);
    expect(patient.tasks.completed).toBe(patient.tasks.arrived);
    // Without a delay somebody is always up.
    expect((await summaryOf({ ...failing, information: {} })).tasks.rejected).toBe(0);
  });

  test('has nobody who is down take a part, and pays nobody for a task that is unsold', async () => {
    let shared = 0;
    let fewer = 0;
    const simulation = await prepared(failing, [
      {
        auction({ partnerCount, partners, payment, status, winner }) {
          const { up } = simulation.servers;
          if (winner < 0) expect(payment).toBe(0);
          else expect(up[winner]).toBe(1);
          for (const partner of partners.subarray(0, partnerCount)) expect(up[partner]).toBe(1);
          if (partnerCount > 0) shared++;
          if (partnerCount > 0 && partnerCount < 3) fewer++;
          expect(status === 1).toBe(partnerCount > 0);
        },
      },
    ]);
    simulation.run();
    expect(shared).toBeGreaterThan(500);
    // Nine others can be partners, so there are three but where one of them has failed.
    expect(fewer).toBeGreaterThan(100);
  });

  test('charges what a task costs as servers are, not as they were', async () => {
    const price: ScenarioInput = { ...market, information: { delay: 1e6 }, bidding: { noise: 0 } };
    const old = await prepared(price);
    old.run();
    // All servers look idle for ever, so the first wins every task, at the bid of an idle server.
    const { cost, revenue } = old.servers;
    expect(revenue[1]).toBe(0);
    expect(cost[0]).toBeGreaterThan(revenue[0]!);
  });
});
