import { InputError } from '../input/input-error.js';
import type { Clock } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Mser5 } from '../statistics/mser.js';
import type { CompletionRecord, Observer } from '../systems/records.js';

/**
 * Finds where the warm-up of a run ends, from the sojourn times of its tasks in order of arrival: the observer of a run that is
 * made for nothing else. The run that follows it leaves out as many tasks, and is to the bit that of a scenario that says this number.
 */
class WarmupPilot implements Observer {
  readonly name = 'warm-up';
  private readonly mser = new Mser5();
  private completed = 0;

  /** @param loaded - what is to be run: the same scenario, all of which is measured */
  constructor(readonly loaded: LoadedScenario) {}

  completion({ task, sojourn }: Readonly<CompletionRecord>): void {
    this.mser.add(task, sojourn);
    this.completed++;
  }

  /**
   * First tasks that are warm-up. To be called when the run has ended.
   *
   * @throws InputError where there is no end of it in the first half of the run
   */
  warmup(): number {
    const found = this.mser.truncation();
    if (found !== undefined) return found;
    throw new InputError({
      message: `time.warmup: MSER-5 finds no end of the warm-up in the first half of the run, of ${this.completed} completed tasks`,
      hint: 'the run is too short, or the system never settles: more time.tasks, or a number in place of mser',
    });
  }
}

/** What finds the warm-up of a scenario that leaves it to MSER-5; undefined where it says a number. */
export function pilotOf(loaded: LoadedScenario): WarmupPilot | undefined {
  const { time } = loaded.scenario;
  if (time.mode === 'rounds' || time.warmup !== 'mser') return undefined;
  return new WarmupPilot({ ...loaded, scenario: { ...loaded.scenario, time: { ...time, warmup: 0 } } });
}

/** First tasks that statistics leave out. @throws Error where nothing says how many */
export function warmupOf(clock: Clock, found: number | undefined): number {
  if (clock.mode === 'rounds') return 0;
  const warmup = clock.warmup === 'mser' ? found : clock.warmup;
  if (warmup === undefined)
    throw new Error('time.warmup is mser: findWarmup(loaded) finds it, simulate() does so by itself');
  return warmup;
}
