import type { NamedNetwork } from '../learning/neural/agent.js';
import { numbersOf } from '../learning/neural/network.js';
import type { Parts } from './assembly.js';
import { levelSummary } from './level-summary.js';
import { allTimes } from './times.js';

/** Results that neither an auction, a round nor a server holds: durations of tasks, averages over time, what predictors and networks have learnt. */
export function* leftovers(parts: Parts, networks: readonly NamedNetwork[]): Generator<number> {
  const { market, sojourn } = parts;
  const { classes, ...all } = allTimes(parts);
  yield sojourn.means.count();
  for (const { waiting, sojourn } of [all, ...Object.values(classes)]) {
    for (const value of [...Object.values(waiting), ...Object.values(sojourn)]) yield value ?? 0;
  }
  const levels = levelSummary(parts);
  if (levels) yield* [levels.from, levels.to, levels.tasksInSystem ?? 0, levels.slotsAtWork ?? 0];
  const { predictor } = market.house ?? {};
  if (predictor) yield* predictor.weights;
  for (const { weights } of networks) yield* numbersOf(weights);
}
