import type { System } from '../../engine/system.js';
import type { Learner } from '../../learning/learner.js';
import { EventKind } from '../events.js';
import { type Market, serverChanged } from '../market.js';

/**
 * No sensitivity grows beyond this. The paper has no ceiling, and some learners raise it without end where load
 * cannot follow; this one is far out of every bid's reach and only keeps products finite.
 */
export const sensitivityCeiling = 1e100;

/**
 * At the end of a round, or at its tick, every server learns from where its load ended up, and adjusts its sensitivity.
 *
 * @param when - the kinds of events at which it does, where they are others
 */
export function learningSystem(
  market: Market,
  learner: Learner,
  when: readonly number[] = [EventKind.RoundEnd, EventKind.LearningTick],
): System {
  const { scenario, world } = market;
  const { servers } = world;
  const floor = scenario.servers.sensitivityFloor;
  const learn = (time: number, step: number): void => {
    for (let server = 0; server < servers.count; server++) {
      const before = servers.sensitivity[server]!;
      const target = servers.targetLoadRatio[server]!;
      const after = learner.step(server, step, servers.ratio(server), target, before);
      if (after === before) continue;
      servers.sensitivity[server] = Math.min(sensitivityCeiling, Math.max(floor, after));
      serverChanged(market, server, time);
    }
  };
  return { name: 'learning', on: Object.fromEntries(when.map((kind) => [kind, learn])) };
}
