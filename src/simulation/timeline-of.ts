import type { Scheduler } from '../engine/scheduler.js';
import type { Streams } from '../random/streams.js';
import { sampleInterval } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Components } from './components.js';
import { failureDraws } from './failure-draws.js';
import { Continuous } from './timeline/continuous.js';
import { Rounds } from './timeline/rounds.js';
import type { Timeline } from './timeline/timeline.js';

/**
 * How time passes in a run of a scenario.
 *
 * @param warmup - first tasks that statistics leave out
 */
export function timelineOf(
  { scenario, trace }: LoadedScenario,
  components: Components,
  scheduler: Scheduler,
  streams: Streams,
  warmup: number,
): Timeline {
  const { auction, servers, time } = scenario;
  const { arrivals, discipline } = components;
  const uniform = streams.uniform('arrivals');
  if (time.mode === 'rounds') return new Rounds(time, scheduler, arrivals.counts(uniform));
  const continuous = {
    time,
    servers: servers.count,
    sampleInterval: sampleInterval(scenario, trace),
    retryAfter: auction.retryAfter,
    warmup,
    discipline,
    failures: servers.failures && failureDraws(servers.failures, streams),
  };
  return new Continuous(continuous, scheduler, arrivals.times(uniform));
}
