import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Summary } from '../../src/simulation/summary.js';
import { auctionStatuses, type Observer } from '../../src/systems/records.js';
import { continuousArbitrary } from '../arbitraries/continuous.js';

const runs = 60;

/** Runs `input` to its end; a run that does not come to one is a failure. */
async function run(
  input: ScenarioInput,
  observers: Observer[] = [],
): Promise<{ summary: Summary; simulation: Simulation }> {
  const simulation = new Simulation(await prepareScenario(input), { observers });
  expect(simulation.run({ events: 200_000 }), 'the run ends').toBe('stopped');
  return { summary: simulation.summary(), simulation };
}

describe('in continuous time', () => {
  test('every task is completed, rejected, lost or unfinished, and is put up once, once a retry and once a failure that gave it back', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const last: number[] = [];
      const { summary, simulation } = await run(input, [
        {
          auction: ({ task, status }) => {
            last[task] = status;
          },
        },
      ]);
      const { tasks, auctions, levels } = summary;
      expect(tasks.completed + tasks.unfinished + tasks.rejected + tasks.lost).toBe(tasks.arrived);
      const waiting = last.filter((status) => auctionStatuses[status] === 'retried').length;
      expect(auctions.total).toBe(tasks.arrived + auctions.retried + auctions.reassigned - waiting);
      expect(levels!.littlesLaw.error ?? 0).toBeLessThan(1e-9);
      expect(levels!.statesError ?? 0).toBeLessThan(1e-9);
      const { servers } = simulation;
      if (summary.stop === 'drained') {
        expect(tasks.unfinished).toBe(0);
        expect([...servers.load.subarray(0, servers.count)].every((load) => load === 0)).toBe(true);
      }
      for (let server = 0; server < servers.count; server++) {
        expect(servers.load[server]).toBeGreaterThanOrEqual(0);
        expect(servers.load[server]! > 0).toBe(servers.tasks[server]! > 0);
      }
      expect(summary.utilisation ?? 0).toBeGreaterThanOrEqual(0);
      expect(summary.utilisation ?? 0).toBeLessThanOrEqual(1 + 1e-9);
    });
    await fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('a run has the digest and the summary of any other run of it, be it in steps', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const { summary } = await run(input);
      const stepped = new Simulation(await prepareScenario(input));
      while (stepped.step());
      expect(stepped.summary()).toEqual(summary);
    });
    await fc.assert(property, { seed: 2, numRuns: runs });
  });

  test('how winners are found changes nothing', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const by = async (winnerDetermination: 'scan' | 'screen' | 'index' | 'auto') =>
        (await run({ ...input, balancer: 'auction', bidding: { ...input.bidding, winnerDetermination } }))
          .summary;
      const scan = await by('scan');
      expect(await by('screen')).toEqual(scan);
      expect(await by('index')).toEqual(scan);
      expect(await by('auto')).toEqual(scan);
    });
    await fc.assert(property, { seed: 3, numRuns: runs });
  });

  test('what is recorded, and how often, changes no digit but the trends over samples', async () => {
    const property = fc.asyncProperty(
      continuousArbitrary,
      fc.constantFrom<NonNullable<ScenarioInput['metrics']>>(
        { interval: 0.37 },
        { interval: 1 },
        { interval: 1e6 },
        { servers: 'none' },
        { interval: 0.5, every: 3, servers: 1, bids: true },
      ),
      async (input, metrics) => {
        const told = async (scenario: ScenarioInput) => {
          const watcher: Observer = { auction() {}, bid() {}, round() {}, server() {} };
          const { summary: all } = await run(scenario, [watcher]);
          // What was set and does nothing is told, recording that nobody can do included.
          const { trends: _, servers: __, idleSettings: ___, ...summary } = all;
          return summary;
        };
        expect(await told({ ...input, metrics })).toEqual(await told(input));
      },
    );
    await fc.assert(property, { seed: 4, numRuns: runs });
  });

  test('tasks arrive at the same times with the same loads whoever places them, learns, serves or fails', async () => {
    const property = fc.asyncProperty(continuousArbitrary, continuousArbitrary, async (input, other) => {
      const arrived = async (scenario: ScenarioInput) => {
        const tasks: { time: number; load: number }[] = [];
        const note: Observer = {
          auction: ({ task, time, load }) => {
            tasks[task] ??= { time, load };
          },
        };
        await run(scenario, [note]);
        return tasks;
      };
      const { seed, time, arrivals, tasks } = input;
      expect(await arrived({ ...other, seed, time, arrivals, tasks } as ScenarioInput)).toEqual(
        await arrived(input),
      );
    });
    await fc.assert(property, { seed: 5, numRuns: runs });
  });

  test('no summary holds a number that is not finite', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const { summary } = await run(input);
      expect(notFinite(summary)).toEqual([]);
    });
    await fc.assert(property, { seed: 6, numRuns: runs });
  });
});

/** Paths of the numbers of `value` that JSON cannot hold. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}
