import type { System } from '../../engine/system.js';
import { Moments } from '../../statistics/moments.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/** What is measured over the rounds in which tasks may arrive; those of draining do not count. */
export class RoundsWindow {
  /** Of the standard deviation of loads at the end of each round. */
  readonly fairness = new Moments();
  /** Work done, in units of processing rate × time. */
  work = 0;
  /** Messages between balancer, or auctioneer, and servers. */
  messages = 0;
}

/** Follows the first `rounds` rounds. To be added behind the systems that work, and before the clock, which closes the tally. */
export function roundsWindowSystem(market: Market, window: RoundsWindow, rounds: number): System {
  return {
    name: 'window',
    on: {
      [EventKind.RoundEnd](_time, number) {
        if (number >= rounds) return;
        window.fairness.add(market.fleet.fairness);
        window.work += market.round.work;
        window.messages = market.allocation.messages;
      },
    },
  };
}
