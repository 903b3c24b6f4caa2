import { requireStable } from './stability.js';

/**
 * M/M/1, first come, first served: sojourn times are exponential of rate μ − λ, and a task waits with probability ρ (Kleinrock
 * 1975, sections 3.2 and 5.12).
 *
 * @param arrivalRate - λ
 * @param serviceRate - μ
 * @throws RangeError where ρ = λ/μ ≥ 1
 */
export function mm1(arrivalRate: number, serviceRate = 1) {
  const load = arrivalRate / serviceRate;
  requireStable(load);
  const sojourn = 1 / (serviceRate - arrivalRate);
  return {
    /** T, mean time in the system. */
    sojourn,
    /** Wq, mean time before service. */
    waiting: load * sojourn,
    /** L, mean number in the system. */
    tasks: load / (1 - load),
    /** The time that a share `q` of sojourns does not exceed, q in [0, 1). */
    sojournQuantile: (q: number): number => -sojourn * Math.log1p(-q),
    /** The time that a share `q` of waits does not exceed. */
    waitingQuantile: (q: number): number => Math.max(0, sojourn * Math.log(load / (1 - q))),
  };
}
