import { requireStable } from './stability.js';

/** What a queue needs to know of its service times. */
export interface ServiceTime {
  /** E[S]. */
  readonly mean: number;
  /** cs² = Var S / E[S]²; `Infinity` where S has no variance. */
  readonly squaredVariation: number;
}

/** E[S²]. */
export const secondMoment = ({ mean, squaredVariation }: ServiceTime): number =>
  mean === 0 ? 0 : mean * mean * (1 + squaredVariation);

/**
 * M/G/1, first come, first served: Wq = λ E[S²] / (2 (1 − ρ)) = E[S] ρ (1 + cs²) / (2 (1 − ρ)) (Pollaczek 1930, Khinchine
 * 1932; Kleinrock 1975, equation 5.72). Means are `Infinity` where S has no variance.
 *
 * @throws RangeError where ρ = λ E[S] ≥ 1
 */
export function mg1(arrivalRate: number, service: ServiceTime) {
  const load = arrivalRate * service.mean;
  requireStable(load);
  const waiting = (arrivalRate * secondMoment(service)) / (2 * (1 - load));
  const sojourn = waiting + service.mean;
  return { waiting, sojourn, tasks: arrivalRate * sojourn };
}
