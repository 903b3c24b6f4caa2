import { type ServiceTime, secondMoment } from './mg1.js';
import { requireStable } from './stability.js';

/**
 * M/G/1, first come, first served, whose server fails at rate ξ whether it is busy or not, and is repaired at rate η; work goes on
 * where it was. With x and y the mean work in the system while the server is up and down (each times its share of time), no
 * mean changes in the steady state, neither that of work squared nor that of work while down:
 *
 *     x = λ E[S²] / 2 + ρ (x + y),   η y = ρ (1 − A) + ξ x,   A = η / (ξ + η)
 *
 * A task then takes (x + y + E[S]) / A, and 1 / η more where it finds the server down. Avi-Itzhak & Naor (1963), model A, have
 * it by transforms.
 *
 * @throws RangeError where ρ = λ E[S] ≥ A
 */
export function mg1WithBreakdowns(
  arrivalRate: number,
  service: ServiceTime,
  { failureRate, repairRate }: { failureRate: number; repairRate: number },
) {
  const availability = repairRate / (failureRate + repairRate);
  const load = arrivalRate * service.mean;
  requireStable(load / availability);
  const down = 1 - availability;
  const up =
    ((arrivalRate * secondMoment(service)) / 2 + (load * load * down) / repairRate) /
    (1 - load / availability);
  const work = up + (load * down + failureRate * up) / repairRate;
  const sojourn = (work + service.mean) / availability + down / repairRate;
  return { availability, sojourn, tasks: arrivalRate * sojourn };
}
