import { mg1, type ServiceTime } from './mg1.js';

/** Failures while up, busy or not, and ends of repairs while down, a time unit. */
export interface BreakdownRates {
  readonly failureRate: number;
  readonly repairRate: number;
}

/**
 * M/G/1, first come, first served, whose server fails at rate ξ whether it is busy or not and is repaired at rate η; tasks that find it
 * down are turned away. While it is down nothing happens but the repair. So with those times cut out it is M/G/1, and each unit of
 * time up costs ξ/η down, by Wald's equation also where failures lengthen service: T is that of M/G/1 divided by the availability
 * A = η / (ξ + η), and of all tasks 1 − A are turned away.
 *
 * @param service - time that the server is up for a task: its service where work goes on where it was, or {@link restarted}
 * @throws RangeError where ρ = λ E[S] ≥ 1
 */
export function mg1WithBreakdowns(
  arrivalRate: number,
  service: ServiceTime,
  { failureRate, repairRate }: BreakdownRates,
) {
  const availability = repairRate / (failureRate + repairRate);
  const { sojourn, tasks } = mg1(arrivalRate, service);
  return {
    /** T, of the tasks that are let in. */
    sojourn: sojourn / availability,
    turnedAway: 1 - availability,
    /** L, the same up and down. */
    tasks,
  };
}

/** E[exp(zS)] and its derivative by z; `Infinity` where there is none. */
export type GeneratingFunction = (z: number) => { readonly value: number; readonly slope: number };

/**
 * How long a server that fails at rate ξ is up for a task that it begins anew after each failure, the same work again (preemptive
 * repeat identical: Gaver 1962). Of work s, C is s with probability exp(−ξs), else it is the time to a failure and then C once more:
 * E[C] = (exp(ξs) − 1)/ξ, E[C²] = 2 (exp(2ξs) − exp(ξs) − ξs exp(ξs))/ξ². Over all work, with G(z) = E[exp(zS)]:
 * E[C] = (G(ξ) − 1)/ξ, E[C²] = 2 (G(2ξ) − G(ξ) − ξ G′(ξ))/ξ². Means are `Infinity` where G has no value.
 *
 * @param failureRate - ξ, above 0
 */
export function restarted(generating: GeneratingFunction, failureRate: number): ServiceTime {
  const { value, slope } = generating(failureRate);
  const mean = (value - 1) / failureRate;
  const second = (2 * (generating(2 * failureRate).value - value - failureRate * slope)) / failureRate ** 2;
  return {
    mean,
    squaredVariation: Number.isFinite(second) ? second / mean ** 2 - 1 : Number.POSITIVE_INFINITY,
  };
}
