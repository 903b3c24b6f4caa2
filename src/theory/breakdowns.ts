import { mg1, type ServiceTime } from './mg1.js';

/**
 * M/G/1, first come, first served, whose server fails at rate ξ whether it is busy or not, is repaired at rate η and then goes on where
 * it was; tasks that find it down are turned away. While it is down nothing happens but the repair. So with those times cut out it is
 * M/G/1, and each unit of time up costs ξ/η down: T is that of M/G/1 divided by the availability A = η / (ξ + η), and
 * of all tasks 1 − A are turned away.
 *
 * @throws RangeError where ρ = λ E[S] ≥ 1
 */
export function mg1WithBreakdowns(
  arrivalRate: number,
  service: ServiceTime,
  { failureRate, repairRate }: { failureRate: number; repairRate: number },
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
