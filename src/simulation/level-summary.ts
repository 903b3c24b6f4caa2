import type { Parts } from './assembly.js';
import type { LevelSummary } from './summary.js';

/** The averages over time of a continuous run; undefined in rounds. */
export function levelSummary({ levels, market, warmup }: Parts): LevelSummary | undefined {
  if (market.scenario.time.mode === 'rounds') return undefined;
  const { start, end, states } = levels;
  const average = (integral: number): number => (end > start ? integral / (end - start) : 0);
  const { number, throughput, sojourn, gap, error } = levels.check();
  return {
    from: start,
    to: end,
    warmup,
    tasksInSystem: number,
    tasksWaiting: average(states.waiting.integral(end)),
    tasksInService: average(states.inService.integral(end)),
    tasksPaused: average(states.paused.integral(end)),
    statesError: levels.statesError(),
    slotsAtWork: end > start ? levels.slots.average(end) : 0,
    littlesLaw: { throughput, sojourn, gap, error },
  };
}
