import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import type { Times } from '../../src/simulation/summary.js';
import { mg1WithBreakdowns } from '../../src/theory/breakdowns.js';
import { mm1 } from '../../src/theory/mm1.js';
import { mmc } from '../../src/theory/mmc.js';
import { nonPreemptivePriorities, preemptiveResumePriorities } from '../../src/theory/priorities.js';
import { processorSharing } from '../../src/theory/processor-sharing.js';
import { summaryOf } from '../laws/run.js';

/** Tasks of each run, after those of its warm-up. The seed is fixed. */
const TASKS = 400_000;
const WARMUP = 20_000;

/** One server of rate 1 and tasks of exponential work of mean 1. */
function queue(
  rate: number,
  servers: ScenarioInput['servers'],
  tasks: ScenarioInput['tasks'] = {},
  more: ScenarioInput = {},
) {
  return summaryOf({
    seed: 11,
    time: { mode: 'continuous', tasks: TASKS + WARMUP, warmup: WARMUP },
    servers: { count: 1, capacity: 100, processingRate: 1, ...servers },
    arrivals: { process: 'poisson', rate },
    tasks: { load: { exponential: 1 }, complexity: 1, ...tasks },
    balancer: 'random',
    metrics: { servers: 'none' },
    ...more,
  });
}

/**
 * The mean is within two half-widths of its 95 % interval, 4 standard errors, which chance passes once in 10⁴ rows, and the
 * interval is narrow enough to tell: 6 %.
 */
function expectMean({ mean, halfWidth }: Times, theory: number): void {
  expect(Math.abs(mean! - theory)).toBeLessThan(2 * halfWidth!);
  expect(halfWidth!).toBeLessThan(0.06 * theory);
}

describe('queues behave as theory says', () => {
  test('M/M/1 at 0.8', async () => {
    const { waiting, sojourn, levels, utilisation } = await queue(0.8, {});
    const theory = mm1(0.8);
    expectMean(waiting, theory.waiting);
    expectMean(sojourn, theory.sojourn);
    expect(Math.abs(sojourn.p99! / theory.sojournQuantile(0.99) - 1)).toBeLessThan(0.08);
    expect(Math.abs(utilisation! - 0.8)).toBeLessThan(0.01);
    expect(levels!.littlesLaw.error).toBeLessThan(1e-9);
  });

  test('M/M/5 at 0.8, of slots', async () => {
    const { waiting, sojourn, levels } = await queue(4, { slots: 5 });
    const theory = mmc(5, 4);
    expectMean(waiting, theory.waiting);
    expectMean(sojourn, theory.sojourn);
    expect(Math.abs(levels!.slotsAtWork! - 4)).toBeLessThan(0.05);
    // Little's law of the queue alone.
    expect(Math.abs(levels!.tasksWaiting! / (4 * theory.waiting) - 1)).toBeLessThan(0.08);
  });

  test.each<[string, ScenarioInput['tasks']]>([
    ['constant', { load: 1 }],
    ['exponential', {}],
    ['lognormal of variation 2', { load: { lognormal: [1, 2] } }],
  ])('processor sharing at 0.7 does not ask how work is distributed: %s', async (_, tasks) => {
    const { sojourn } = await queue(0.7, { discipline: 'processor-sharing' }, tasks);
    expectMean(sojourn, processorSharing(0.7, 1).sojourn);
  });

  const shares = { gold: 0.2, silver: 0.5, bronze: 0.3 };
  const ofClasses = Object.values(shares).map((share) => ({
    arrivalRate: 0.8 * share,
    mean: 1,
    squaredVariation: 1,
  }));
  test.each([
    ['priority', nonPreemptivePriorities],
    ['preemptive-priority', preemptiveResumePriorities],
  ] as const)('three classes at 0.8, %s', async (discipline, theory) => {
    const { classes } = await queue(0.8, { discipline }, { sla: shares });
    for (const [i, { sojourn }] of Object.values(classes).entries()) {
      expectMean(sojourn, theory(ofClasses)[i]!.sojourn);
    }
  });

  // Who finds the server down asks again and again: the order, and with it no mean, is another, and up to 0.1 is lost a repair.
  test('a server that fails and resumes its work, while tasks that find it down are rejected', async () => {
    const failures = { after: { exponential: 20 }, repair: { exponential: 4 }, work: 'resumed' } as const;
    const { sojourn } = await queue(0.5, { failures });
    const theory = mg1WithBreakdowns(
      0.5,
      { mean: 1, squaredVariation: 1 },
      { failureRate: 1 / 20, repairRate: 1 / 4 },
    );
    expectMean(sojourn, theory.sojourn);
  });
});
