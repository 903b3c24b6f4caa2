import type { LoadedScenario } from '../scenario/load.js';
import { offeredArrivals, serviceMoments, serviceScatter } from './offered-work.js';

/** The squared relative error that the sum of what rare events add may have: below it, intervals of means hold. */
const RARITY = 0.02;

/** Calms and bursts of all runs together. With 10 to 300 of them intervals hold in 94 % and more, with 5 in 93 and with 2 in 84. */
const BURSTS = 30;

/**
 * How many measured tasks several runs should have together, so that a few rare events do not decide their means: long tasks,
 * long repairs, or bursts that are more than all servers can do. Infinite where no number is enough. See docs/compare.md.
 *
 * @param rates - of the servers, in work a unit of time
 */
export function tasksForRareEvents(loaded: LoadedScenario, rates: Float64Array): number {
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  if (!(all > 0)) return 0;
  return Math.max(serviceScatter(loaded, all / rates.length) / RARITY, tasksForBursts(loaded, all));
}

/** @param rate - work that one slot of each server does together in a unit of time */
function tasksForBursts(loaded: LoadedScenario, rate: number): number {
  const { arrivals, servers } = loaded.scenario;
  if (arrivals.process !== 'bursty' || arrivals.enter === 0 || arrivals.leave === 0) return 0;
  const { burst, calm, enter, leave } = arrivals;
  const [work] = serviceMoments(loaded, rate * servers.slots);
  if (Math.max(burst, calm) * work < 1) return 0;
  return BURSTS * offeredArrivals(loaded).rate * (1 / enter + 1 / leave);
}
