import type { Parts } from './assembly.js';
import type { LevelSummary } from './summary.js';

/** The averages over time of a continuous run; undefined in rounds. */
export function levelSummary({ levels, market, warmup }: Parts): LevelSummary | undefined {
  if (market.scenario.time.mode === 'rounds') return undefined;
  const { start, end } = levels;
  const { waiting, inService, paused } = levels.states.integrals;
  const average = (integral: number): number | null => (end > start ? integral / (end - start) : null);
  const { number, ...littlesLaw } = levels.check();
  return {
    from: start,
    to: end,
    warmup,
    tasksInSystem: number,
    tasksWaiting: average(waiting),
    tasksInService: average(inService),
    tasksPaused: average(paused),
    statesError: end > start ? levels.statesError() : null,
    slotsAtWork: average(levels.slots.integral(end)),
    littlesLaw,
  };
}
