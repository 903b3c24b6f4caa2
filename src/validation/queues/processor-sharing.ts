import { z } from 'zod';
import { distributionMoments, thirds } from '../../random/distribution-moments.js';
import { mmc } from '../../theory/mmc.js';
import { processorSharing } from '../../theory/processor-sharing.js';
import { type KnownSystem, knownSystem, type Prediction } from '../known-system.js';
import { load, service } from '../parameters.js';
import {
  type DoneTask,
  queueEffort,
  queueScenario,
  type RunScenario,
  tailWeight,
} from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** Of a third of tasks each, by their service x. */
const byService = ['T/x, short x', 'T/x, medium x', 'T/x, long x'] as const;

/**
 * One server that works on all its tasks at once: nobody waits, T depends on the mean of services alone, and a task takes
 * 1/(1 − ρ) times as long as alone, be it short or long. With c slots each task gets one at most: of exponential services that is
 * the chain of M/M/c.
 */
export function processorSharingSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'ps',
    title: 'M/G/1, processor sharing, and M/M/c of limited processor sharing',
    parameters: z
      .strictObject({
        rho: load,
        service,
        c: z.int().min(1).max(1000).default(1).describe('slots; a task gets one at most'),
      })
      .refine(
        ({ c, service }) => c === 1 || (typeof service === 'object' && 'exponential' in service),
        'with several slots the answer is known for exponential services alone',
      ),
    cases: [
      { rho: 0.8, service: { exponential: 1 } },
      { rho: 0.8, service: { lognormal: [1, 2] } },
      { rho: 0.8, service: { exponential: 1 }, c: 4 },
    ],
    effort({ rho, service, c }) {
      const moments = distributionMoments(service);
      const weight = tailWeight((c * rho) / moments.mean, service);
      return queueEffort({ rho, ...moments, slots: c, weight });
    },

    predict({ rho, service, c }) {
      const { mean } = distributionMoments(service);
      const { sojourn, slowdown } = processorSharing(rho / mean, mean);
      const waiting: Prediction = { check: 'exact', value: 0, tolerance: 0 };
      if (c > 1) return { Wq: waiting, T: { check: 'mean', value: mean * mmc(c, c * rho).sojourn } };
      const measures = thirds(service) ? byService : ['T/x'];
      const each = measures.map((name): [string, Prediction] => [name, { check: 'mean', value: slowdown }]);
      return { Wq: waiting, T: { check: 'mean', value: sojourn }, ...Object.fromEntries(each) };
    },

    observe: ({ rho, service, c }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const rate = (c * rho) / distributionMoments(service).mean;
        const terms = { rate, load: service, slots: c, discipline: 'processor-sharing' as const };
        const slowdowns = new Slowdowns(thirds(service));
        const { waiting, sojourn } = await run(queueScenario(terms, effort), runSeed, slowdowns.add);
        return { Wq: waiting.mean, T: sojourn.mean, ...slowdowns.means() };
      }),
  });
}

/** How many times as long as alone tasks take, on average, by their service. */
class Slowdowns {
  private readonly totals = [0, 0, 0];
  private readonly counts = [0, 0, 0];

  constructor(private readonly borders: readonly [number, number] | undefined) {}

  readonly add = ({ load, sojourn }: DoneTask): void => {
    const third = this.borders ? (load < this.borders[0] ? 0 : load < this.borders[1] ? 1 : 2) : 0;
    this.totals[third]! += sojourn / load;
    this.counts[third]!++;
  };

  means(): Record<string, number | null> {
    const names = this.borders ? byService : ['T/x'];
    const mean = (third: number): number | null =>
      this.counts[third] === 0 ? null : this.totals[third]! / this.counts[third]!;
    return Object.fromEntries(names.map((name, third) => [name, mean(third)]));
  }
}
