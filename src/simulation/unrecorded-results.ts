import type { NamedNetwork } from '../learning/neural/agent.js';
import { numbersOf } from '../learning/neural/network.js';
import type { Durations } from '../systems/completion.js';
import { slaClasses } from '../workload/trace.js';
import type { Model } from './model.js';
import type { Times } from './summary.js';
import { allTimes, quantilesOf } from './times.js';

/** Results that neither an auction, a round nor a server holds: durations of tasks, averages over time, what predictors and networks have learnt. */
export function* unrecordedResults(model: Model, networks: readonly NamedNetwork[]): Generator<number> {
  const { market, sojourn } = model;
  const { classes, ...all } = allTimes(model);
  yield sojourn.means.count();
  for (const [i, times] of [all, ...slaClasses.map((name) => classes[name])].entries()) {
    const sla = i === 0 ? undefined : i - 1;
    yield* observed(times.waiting, model.waiting, sla);
    yield* observed(times.sojourn, sojourn, sla);
  }
  const levels = model.timeline.levels();
  if (levels) yield* [levels.from, levels.to, levels.tasksInSystem ?? 0, levels.slotsAtWork ?? 0];
  const { predictor } = market.allocation;
  if (predictor) yield* predictor.weights;
  for (const { weights } of networks) yield* numbersOf(weights);
}

/** What was observed of a time: not what is told of it, which rests on how many tasks that takes. */
function observed({ mean, halfWidth }: Times, durations: Durations, sla?: number): number[] {
  return [mean ?? 0, halfWidth ?? 0, ...quantilesOf(durations, sla)];
}
