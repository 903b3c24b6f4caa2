import { quantileOf } from './quantile-of.js';
import { requireStable } from './stability.js';

/**
 * Erlang's loss formula B(c, a), the share of time that all of c servers without a queue are busy under a load of a, by the
 * recursion B(k) = a B(k−1) / (k + a B(k−1)), which loses no digits. O(c).
 */
export function erlangB(servers: number, offered: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (offered * blocked) / (k + offered * blocked);
  return blocked;
}

/** Erlang's delay formula C(c, a), the share of tasks that wait for one of c servers: B / (1 − ρ (1 − B)), ρ = a / c. */
export function erlangC(servers: number, offered: number): number {
  const blocked = erlangB(servers, offered);
  return blocked / (1 - (offered / servers) * (1 - blocked));
}

/**
 * M/M/c with one queue, first come, first served (Erlang 1917; Gross et al. 2008, section 2.3): a task waits with probability
 * C, and if so for a time that is exponential of rate cμ − λ.
 *
 * @param arrivalRate - λ
 * @param serviceRate - μ, of each server
 * @throws RangeError where λ ≥ cμ
 */
export function mmc(servers: number, arrivalRate: number, serviceRate = 1) {
  const load = arrivalRate / (servers * serviceRate);
  requireStable(load);
  const delayed = erlangC(servers, arrivalRate / serviceRate);
  const drain = servers * serviceRate - arrivalRate;
  const waiting = delayed / drain;
  const sojourn = waiting + 1 / serviceRate;
  /** P(Wq > t). */
  const waitingTail = (time: number): number => delayed * Math.exp(-drain * time);
  /** P(T > t): of service alone, or of the sum of two exponentials, of rates μ and cμ − λ; the slower one's tail is taken out. */
  const sojournTail = (time: number): number => {
    const slower = Math.min(serviceRate, drain);
    const x = Math.abs(drain - serviceRate) * time;
    const both = Math.exp(-slower * time) * (1 + slower * time * (x === 0 ? 1 : -Math.expm1(-x) / x));
    return (1 - delayed) * Math.exp(-serviceRate * time) + delayed * both;
  };
  return {
    /** C. */
    delayed,
    /** Wq and T. */
    waiting,
    sojourn,
    /** L, in service included. */
    tasks: arrivalRate * sojourn,
    waitingTail,
    sojournTail,
    /** The time that a share `q` of waits does not exceed. */
    waitingQuantile: (q: number): number => Math.max(0, Math.log(delayed / (1 - q)) / drain),
    sojournQuantile: (q: number): number => quantileOf(sojournTail, q, sojourn),
  };
}
