import { type ServiceTime, secondMoment } from './mg1.js';
import { requireStable } from './stability.js';

/** A class of tasks with Poisson arrivals. */
export interface PriorityClass extends ServiceTime {
  readonly arrivalRate: number;
}

/** Mean wait, until service is complete less the service itself, and mean sojourn of a class. */
export interface ClassTimes {
  readonly waiting: number;
  readonly sojourn: number;
}

/**
 * M/G/1 with classes, the most important first, in each first come, first served; a task in service is left alone:
 * Wₖ = W₀ / ((1 − σₖ₋₁)(1 − σₖ)), W₀ = Σ λᵢ E[Sᵢ²] / 2 over all classes, σₖ = ρ₁ + … + ρₖ (Cobham 1954, equation 3).
 *
 * @throws RangeError where all classes together are a load of 1 or more
 */
export function nonPreemptivePriorities(classes: readonly PriorityClass[]): ClassTimes[] {
  const residual = sum(classes.map(residualWork));
  return withLoads(classes, ({ mean }, above, upTo) => {
    const waiting = residual / ((1 - above) * (1 - upTo));
    return { waiting, sojourn: waiting + mean };
  });
}

/**
 * The same where a more important task interrupts service, which is resumed where it was: class k sees classes 1 … k alone,
 * Tₖ = E[Sₖ] / (1 − σₖ₋₁) + Σ_{i ≤ k} λᵢ E[Sᵢ²] / 2 / ((1 − σₖ₋₁)(1 − σₖ)) (Jaiswal 1968; Gross et al. 2008, section 3.4.3).
 *
 * @throws RangeError where all classes together are a load of 1 or more
 */
export function preemptiveResumePriorities(classes: readonly PriorityClass[]): ClassTimes[] {
  return withLoads(classes, ({ mean }, above, upTo, k) => {
    const residual = sum(classes.slice(0, k + 1).map(residualWork));
    const sojourn = mean / (1 - above) + residual / ((1 - above) * (1 - upTo));
    return { waiting: sojourn - mean, sojourn };
  });
}

/** λ E[S²] / 2: the mean work left of a task of the class in service, as an arrival finds it. */
function residualWork(each: PriorityClass): number {
  return (each.arrivalRate * secondMoment(each)) / 2;
}

/** Calls `times` with each class, σₖ₋₁, σₖ and k. */
function withLoads(
  classes: readonly PriorityClass[],
  times: (each: PriorityClass, above: number, upTo: number, k: number) => ClassTimes,
): ClassTimes[] {
  const loads = classes.map(({ arrivalRate, mean }) => arrivalRate * mean);
  requireStable(sum(loads));
  return classes.map((each, k) => times(each, sum(loads.slice(0, k)), sum(loads.slice(0, k + 1)), k));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
