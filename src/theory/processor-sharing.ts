import { requireStable } from './stability.js';

/**
 * M/G/1 whose server works on all tasks at once, each at the same share of its rate: T = E[S] / (1 − ρ), whatever else the
 * distribution of service times is, and E[T | S = s] = s / (1 − ρ) (Kleinrock 1976, section 4.4).
 *
 * @param service - E[S], alone on the server
 * @throws RangeError where ρ = λ E[S] ≥ 1
 */
export function processorSharing(arrivalRate: number, service: number) {
  const load = arrivalRate * service;
  requireStable(load);
  return {
    sojourn: service / (1 - load),
    /** How many times as long as alone a task takes on average, be it short or long. */
    slowdown: 1 / (1 - load),
    tasks: load / (1 - load),
  };
}
