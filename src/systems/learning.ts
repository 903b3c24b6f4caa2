import type { System } from '../engine/system.js';
import type { Learner } from '../learning/learner.js';
import { EventKind } from './events.js';
import { type Market, serverChanged } from './market.js';

/**
 * No sensitivity grows beyond this. The paper has no ceiling, and some learners raise it without end where load
 * cannot follow; this one is far out of every bid's reach and only keeps products finite.
 */
export const sensitivityCeiling = 1e100;

/**
 * At the end of a round every server learns from where its load ended up, and adjusts its sensitivity.
 *
 * @param when - the kind of event at which it does; by default the end of a round
 */
export function learningSystem(
  market: Market,
  learner: Learner,
  when: typeof EventKind.RoundStart | typeof EventKind.RoundEnd = EventKind.RoundEnd,
): System {
  const { scenario, world } = market;
  const { servers } = world;
  const floor = scenario.servers.sensitivityFloor;
  return {
    name: 'learning',
    on: {
      [when](_time, round) {
        for (let server = 0; server < servers.count; server++) {
          const before = servers.sensitivity[server]!;
          const target = servers.targetLoadRatio[server]!;
          const after = learner.step(server, round, servers.ratio(server), target, before);
          if (after === before) continue;
          servers.sensitivity[server] = Math.min(sensitivityCeiling, Math.max(floor, after));
          serverChanged(market, server);
        }
      },
    },
  };
}
