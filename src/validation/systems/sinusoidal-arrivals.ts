import { z } from 'zod';
import { Streams } from '../../random/streams.js';
import { expectedArrivals } from '../../theory/sinusoidal-arrivals.js';
import { sinusoidal } from '../../workload/processes/sinusoidal.js';
import { knownSystem } from '../known-system.js';
import { replicate } from '../replicate.js';

const quantity = z.number().min(0).max(1000);

/** Sinusoidal arrivals in continuous time: a Poisson number between any two times, whose mean, and variance, is Λ(a, b). */
export const sinusoidalArrivalsSystem = knownSystem({
  name: 'arrivals',
  title: 'non-homogeneous Poisson arrivals of rate max(0, base + amplitude · sin 2πt/period)',
  parameters: z.strictObject({
    base: quantity.default(10).describe('mean rate'),
    amplitude: z.number().min(-1000).max(1000).default(5).describe('how far it swings'),
    period: z.number().min(0.01).max(10_000).default(100).describe('length of a swing'),
    from: quantity.default(0).describe('a, start of the window'),
    length: z.number().min(0.01).max(1000).default(50).describe('b − a'),
  }),
  cases: [{}, { from: 50 }],

  effort: ({ from }) => ({ runs: 4000, length: 1, warmup: from === 0 ? 0 : 1, unit: 'windows' }),

  predict({ from, length, ...rate }) {
    const mean = expectedArrivals(rate, from, from + length);
    return { 'E[N]': { check: 'mean', value: mean }, 'Var N': { check: 'mean', value: mean } };
  },

  observe({ from, length, ...rate }, { runs }, seed) {
    const mean = expectedArrivals(rate, from, from + length);
    return replicate(runs, seed, (runSeed) => {
      const next = sinusoidal.times(rate, new Streams(runSeed).uniform('arrivals'));
      let count = 0;
      for (let time = next(0); time < from + length; time = next(time)) if (time >= from) count++;
      return { 'E[N]': count, 'Var N': (count - mean) ** 2 };
    });
  },
});
