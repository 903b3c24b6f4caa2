import type { Parts } from './assembly.js';
import type { LevelSummary } from './summary.js';

/** The averages over time of a continuous run; undefined in rounds. */
export function levelSummary({ levels, market, warmup }: Parts): LevelSummary | undefined {
  if (market.scenario.time.mode === 'rounds') return undefined;
  const { start, end } = levels;
  const { number, throughput, sojourn, gap, error } = levels.check();
  return {
    from: start,
    to: end,
    warmup,
    tasksInSystem: number,
    tasksWaiting: levels.waiting,
    slotsAtWork: end > start ? levels.slots.average(end) : 0,
    littlesLaw: { throughput, sojourn, gap, error },
  };
}
