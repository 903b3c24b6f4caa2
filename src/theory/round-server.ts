import { requireStable } from './stability.js';

/**
 * A server that works off one unit of load a round, L' = max(L − 1, 0) + A, A being what arrives in a round, independent of
 * all before: E[L] = ρ + E[A(A − 1)] / (2 (1 − ρ)), ρ = E[A], by the second moment of both sides (Bruneel & Kim 1993, section
 * 1.2.4). L is counted after arrivals, before the work of the round.
 *
 * @param factorialMoment - E[A(A − 1)]; of a Poisson number ρ²
 * @throws RangeError where ρ ≥ 1
 */
export function roundServer(load: number, factorialMoment = load * load) {
  requireStable(load);
  const tasks = load + factorialMoment / (2 * (1 - load));
  return {
    /** E[L]. */
    tasks,
    /** Mean number of round ends that a unit is there for, by Little's law; 1 where nothing arrives. */
    sojourn: load === 0 ? 1 : tasks / load,
  };
}
