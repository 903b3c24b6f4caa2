import type { Parts } from './assembly.js';
import type { WindowSummary } from './summary.js';

/** What is known of the measured window: from the first measured arrival to the end of arrivals. */
export function windowSummary({ levels, market, roundsWindow, sojourn, warmup }: Parts): WindowSummary {
  const { total } = market;
  const tasks = Math.max(0, total.arrived - warmup);
  const unserved = tasks === 0 ? null : (tasks - sojourn.means.count()) / tasks;
  if (market.scenario.time.mode === 'rounds') {
    const { fairness, messages } = roundsWindow;
    return { tasks, unserved, fairness: fairness.mean, messages };
  }
  const { end, fairness, messages, start } = levels;
  return { tasks, unserved, fairness: end > start ? fairness.integral(end) / (end - start) : null, messages };
}
