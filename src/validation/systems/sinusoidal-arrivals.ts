import { z } from 'zod';
import { Streams } from '../../random/streams.js';
import { expectedArrivals } from '../../theory/sinusoidal-arrivals.js';
import { sinusoidal } from '../../workload/processes/sinusoidal.js';
import { type Effort, knownSystem, mostSteps, type Prediction } from '../known-system.js';
import { replicate } from '../replicate.js';

const quantity = z.number().min(0).max(1000);

interface Parameters {
  readonly base: number;
  readonly amplitude: number;
  readonly from: number;
  readonly length: number;
}

/** Windows by the thousand, fewer where one takes very many draws: thinning draws at the peak rate, from time 0 on. */
function effortOf({ base, amplitude, from, length }: Parameters): Effort {
  const steps = Math.max(1, (base + Math.abs(amplitude)) * (from + length));
  const runs = Math.min(4000, Math.max(30, Math.floor(mostSteps / 2 / steps)));
  return { runs, length: 1, warmup: 0, unit: 'windows', steps };
}

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

  effort: effortOf,

  predict(parameters) {
    const { from, length, ...rate } = parameters;
    const value = expectedArrivals(rate, from, from + length);
    const prediction: Prediction =
      value > 0
        ? { check: 'mean', value, events: effortOf(parameters).runs * value }
        : { check: 'exact', value: 0, tolerance: 0 };
    return { 'E[N]': prediction, 'Var N': prediction };
  },

  observe({ from, length, ...rate }, { runs }, seed) {
    const mean = expectedArrivals(rate, from, from + length);
    return replicate(runs, seed, (runSeed) => {
      const next = sinusoidal(rate).times(new Streams(runSeed).uniform('arrivals'));
      let count = 0;
      for (let time = next(0); time < from + length; time = next(time)) if (time >= from) count++;
      return { 'E[N]': count, 'Var N': (count - mean) ** 2 };
    });
  },
});
