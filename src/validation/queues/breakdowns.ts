import { z } from 'zod';
import type { Distribution } from '../../random/distribution.js';
import { distributionMoments, generatingFunction } from '../../random/distribution-moments.js';
import { mg1WithBreakdowns, restarted } from '../../theory/breakdowns.js';
import { type ServiceTime, secondMoment } from '../../theory/mg1.js';
import { type Effort, type KnownSystem, knownSystem } from '../known-system.js';
import { load, service } from '../parameters.js';
import {
  observedTasks,
  queueEffort,
  queueScenario,
  type RunScenario,
  tailWeight,
} from '../queue-scenario.js';
import { replicate } from '../replicate.js';

const rate = (usual: number, what: string) => z.number().min(0.001).max(100).default(usual).describe(what);

interface Parameters {
  readonly rho: number;
  readonly service: Distribution;
  readonly failure: number;
  readonly repair: number;
  readonly work: 'resumed' | 'restarted';
}

const arrivalRate = ({ rho, service }: Parameters): number => rho / distributionMoments(service).mean;

/** The time that the server is up for a task. */
function timeUp({ service, failure, work }: Parameters): ServiceTime {
  return work === 'resumed' ? distributionMoments(service) : restarted(generatingFunction(service), failure);
}

/**
 * {@link tailWeight} of the time that the server is up for a task. Of work s that is begun anew it has, like an exponential time,
 * E[C⁴] ≤ 4! E[C]⁴ (as it is new better than used: Barlow & Proschan 1975), E[C] = (exp(ξs) − 1)/ξ.
 */
function weightOf(parameters: Parameters): number {
  const { service, failure, work } = parameters;
  const usual = tailWeight(arrivalRate(parameters), service);
  if (work === 'resumed') return usual;
  const g = (times: number): number => generatingFunction(service)(times * failure).value;
  const fourth = (24 * (g(4) - 4 * g(3) + 6 * g(2) - 4 * g(1) + 1)) / failure ** 4;
  return usual + fourth / secondMoment(timeUp(parameters)) ** 2;
}

/** Mean time from a failure to the next. */
const cycleOf = ({ failure, repair }: Parameters): number => 1 / failure + 1 / repair;

function effortOf(parameters: Parameters): Effort {
  const { failure, repair } = parameters;
  const { mean, squaredVariation } = timeUp(parameters);
  const rate = arrivalRate(parameters);
  const usual = queueEffort({ rho: rate * mean, squaredVariation, weight: weightOf(parameters) });
  // So many tasks are to be let in; and long repairs among short services are to be as many as in a memory of the queue.
  const arrivals = 1 + failure / repair;
  const cycles = 200 * rate * cycleOf(parameters);
  return {
    ...usual,
    length: Math.ceil(usual.length * arrivals + cycles),
    warmup: Math.ceil(usual.warmup * arrivals + cycles),
    steps: 1 + 2 / (rate * cycleOf(parameters)),
  };
}

/** One server that fails and is repaired; work goes on where it was or begins anew, and tasks that find nobody up are rejected. */
export function breakdownsSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'breakdowns',
    title: 'M/G/1 with breakdowns, work resumed or restarted',
    parameters: z
      .strictObject({
        rho: load,
        service: service.default({ exponential: 1 }).describe(service.description!),
        failure: rate(0.1, 'failures of a server a time unit'),
        repair: rate(0.4, 'repairs of one a time unit'),
        work: z
          .enum(['resumed', 'restarted'])
          .default('resumed')
          .describe('what becomes of work at a failure'),
      })
      .refine(
        (given) => Number.isFinite(weightOf(given)),
        'work that is begun anew has no fourth moment, so that no interval holds for the mean of a run: ' +
          'services must be bounded, or exponential of a mean below 1/(4 · failure)',
      )
      .refine(
        (given) => arrivalRate(given) * timeUp(given).mean <= 0.99,
        'with what is begun anew the load is above 0.99',
      ),
    cases: [
      { rho: 0.5 },
      { rho: 0.5, service: { uniform: [0.5, 1.5] }, repair: 1 },
      { rho: 0.5, service: { constant: 1 }, failure: 0.4, repair: 1, work: 'restarted' },
      { rho: 0.4, work: 'restarted' },
    ],
    effort: effortOf,

    predict(parameters) {
      const { failure, repair } = parameters;
      const rate = arrivalRate(parameters);
      const rates = { failureRate: failure, repairRate: repair };
      const { sojourn, turnedAway } = mg1WithBreakdowns(rate, timeUp(parameters), rates);
      const cycles = observedTasks(effortOf(parameters)) / (rate * cycleOf(parameters));
      return {
        T: { check: 'mean', value: sojourn },
        'P(rejected)': { check: 'mean', value: turnedAway, events: (cycles * rate) / (rate + repair) },
      };
    },

    observe(parameters, effort, seed) {
      const { failure, repair, work, service } = parameters;
      return replicate(effort.runs, seed, async (runSeed) => {
        const failures = { after: { exponential: 1 / failure }, repair: { exponential: 1 / repair }, work };
        const terms = { rate: arrivalRate(parameters), load: service, failures };
        const { sojourn, tasks } = await run(queueScenario(terms, effort), runSeed);
        return { T: sojourn.mean, 'P(rejected)': tasks.rejected / tasks.arrived };
      });
    },
  });
}
