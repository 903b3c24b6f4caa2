import type { System } from '../../engine/system.js';
import type { Completion } from '../completion.js';
import { EventKind } from '../events.js';
import { type Market, serverChanged } from '../market.js';

/** Work below this share of a round's is rounding: a piece that is done but for it is done. */
const SLACK = 1e-12;

/**
 * Queues the parts of an assigned task at their servers and, at the end of each round, works off what each server
 * can do in one: its load falls by its processing rate, never below 0, first in, first out (S7). Where complexity
 * acts, a unit of load takes `complexity` units of the rate. A task is complete at the end of the round in which
 * the last of its parts is.
 */
export function processingSystem(market: Market, complete: Completion): System {
  const { auction, round, scenario, world } = market;
  const { servers, tasks, work } = world;
  const { complexityActs } = scenario.tasks;

  const assign = (time: number): void => {
    /** Work in a unit of the task's load. */
    const effort = complexityActs ? tasks.complexity[auction.task]! : 1;
    for (let i = 0; i < auction.members; i++) {
      // A split may leave a member without a part: nothing of the task waits for it.
      if (auction.share[i] === 0) continue;
      const server = auction.member[i]!;
      work.append(server, auction.task, auction.share[i]! * effort);
      tasks.parts[auction.task]!++;
      servers.load[server]! += auction.share[i]!;
      servers.tasks[server]!++;
      serverChanged(market, server, time);
    }
  };
  /** Load that was worked off last. In a column: a number that a function returns may have to be allocated. */
  const drained = new Float64Array(1);
  /** Works a round's worth off the queue of `server`, or all that is there, and notes the load in `drained`. */
  const workOff = (server: number, all: boolean, time: number): void => {
    const budget = servers.processingRate[server]!;
    const slack = SLACK * budget;
    let left = budget;
    drained[0] = 0;
    for (let piece = work.front(server); piece >= 0 && (left > slack || all); piece = work.front(server)) {
      const task = work.task[piece]!;
      const effort = complexityActs ? tasks.complexity[task]! : 1;
      const needed = work.remaining[piece]!;
      if (Number.isNaN(tasks.start[task]!)) tasks.start[task] = time - 1;
      if (needed > left + slack && !all) {
        work.remaining[piece] = needed - left;
        if (work.remaining[piece] !== needed) round.progress++;
        drained[0]! += left / effort;
        left = 0;
        break;
      }
      left -= needed;
      drained[0]! += needed / effort;
      round.progress++;
      work.removeFront(server);
      servers.tasks[server]!--;
      market.allocation.returned(task, server, time);
      if (--tasks.parts[task]! === 0) complete(task, time);
    }
    round.work += budget - Math.max(0, left);
  };
  const advance = (server: number, time: number): void => {
    const load = servers.load[server]!;
    if (complexityActs) {
      workOff(server, false, time);
      // A server without work has no load, whatever rounding left of the differences.
      servers.load[server] = work.front(server) < 0 ? 0 : Math.max(0, load - drained[0]!);
    } else {
      servers.load[server] = Math.max(0, load - servers.processingRate[server]!);
      workOff(server, servers.load[server] === 0, time);
    }
    serverChanged(market, server, time);
  };
  return {
    name: 'processing',
    on: {
      [EventKind.TaskRetry]: assign,
      [EventKind.TaskArrival]: assign,
      [EventKind.RoundEnd](time) {
        for (let server = 0; server < servers.count; server++) {
          if (servers.load[server]! > 0 || work.front(server) >= 0) advance(server, time);
        }
      },
    },
  };
}
