import type { NamedNetwork } from '../learning/neural/agent.js';
import { numbersOf } from '../learning/neural/network.js';
import type { Parts } from './assembly.js';
import { levelSummary } from './level-summary.js';
import type { Times } from './summary.js';
import { allTimes } from './times.js';

/** Results that neither an auction, a round nor a server holds: durations of tasks, averages over time, what predictors and networks have learnt. */
export function* leftovers(parts: Parts, networks: readonly NamedNetwork[]): Generator<number> {
  const { market, sojourn } = parts;
  const { classes, ...all } = allTimes(parts);
  yield sojourn.means.count();
  for (const { waiting, sojourn } of [all, ...Object.values(classes)]) {
    for (const times of [waiting, sojourn]) yield* observed(times);
  }
  const levels = levelSummary(parts);
  if (levels) yield* [levels.from, levels.to, levels.tasksInSystem ?? 0, levels.slotsAtWork ?? 0];
  const { predictor } = market.house ?? {};
  if (predictor) yield* predictor.weights;
  for (const { weights } of networks) yield* numbersOf(weights);
}

/** What was observed of a time: how many tasks an interval needs is known before the run. */
function observed({ mean, halfWidth, p50, p90, p99, p999 }: Times): number[] {
  return [mean, halfWidth, p50, p90, p99, p999].map((value) => value ?? 0);
}
