import { CounterDraws } from '../random/counter-draws.js';
import { type Distribution, sampler } from '../random/distribution.js';
import type { Streams } from '../random/streams.js';
import type { Scenario } from '../scenario/schema.js';
import type { FailureDraws } from '../systems/continuous/failure.js';

/** Draws that one time may take: half of the indices of an address. */
const DRAWS = 128;

/** Draws the times of failures and repairs by (server, count), so that the failures of one server never move another's. */
export function failureDraws(
  { after, repair }: NonNullable<Scenario['servers']['failures']>,
  streams: Streams,
): FailureDraws {
  const draws = new CounterDraws(streams.key('failures'));
  const draw = (distribution: Distribution, server: number, count: number, from: number): number => {
    let index = 0;
    // A sampler of its own, as some keep half of what they have drawn for the next time.
    return sampler(distribution, () => draws.uniform(server, count, from + (index++ % DRAWS)))();
  };
  return {
    after: (server, count) => draw(after, server, count, 0),
    repair: (server, count) => draw(repair, server, count, DRAWS),
  };
}
