import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import { Departures } from '../../queueing/departures.js';
import type { Discipline, Stations } from '../../queueing/discipline.js';
import { Parts, type PartTraits } from '../../queueing/parts.js';
import { slaClasses } from '../../workload/trace.js';
import type { Completion } from '../completion.js';
import { EventKind } from '../events.js';
import { type Market, serverChanged } from '../market.js';
import { BusySlots } from './busy-slots.js';
import type { Levels } from './levels.js';

/**
 * Has servers work on their parts of tasks in continuous time, as their discipline says: a part needs load × complexity /
 * processing rate of a slot's time. A server's load is that of its unfinished parts. A task is complete when the last
 * of its parts is.
 *
 * @param create - makes the discipline, of so many priorities
 */
export function serviceSystem(
  market: Market,
  scheduler: Scheduler,
  create: (stations: Stations, classes: number) => Discipline,
  complete: Completion,
  levels: Levels,
): System {
  const { auction, round, scenario, world } = market;
  const { servers, tasks } = world;
  const parts = new Parts();
  const departures = new Departures(scheduler.source(EventKind.Departure));
  const stations: Stations = {
    parts,
    count: servers.count,
    rate: servers.processingRate,
    slots: new Int32Array(servers.count).fill(scenario.servers.slots),
    begun(part) {
      const task = parts.task[part]!;
      if (tasks.served[task]!++ === 0) levels.begun(tasks, task);
    },
    ended(part) {
      const task = parts.task[part]!;
      if (--tasks.served[task]! === 0) levels.ended(tasks, task);
    },
    schedule(part) {
      departures.add(part, parts.due[part]!);
    },
    cancel(part) {
      departures.remove(part);
    },
  };
  const discipline = create(stations, slaClasses.length);
  const traits: PartTraits = { task: 0, server: 0, load: 0, work: 0, priority: 0 };
  const busySlots = new BusySlots(market, discipline, levels);

  const assign = (time: number): void => {
    const task = auction.task;
    for (let i = 0; i < auction.members; i++) {
      // A split may leave a member without a part: nothing of the task waits for it.
      if (auction.share[i] === 0) continue;
      traits.task = task;
      traits.server = auction.member[i]!;
      traits.load = auction.share[i]!;
      traits.work = traits.load * tasks.complexity[task]!;
      traits.priority = tasks.sla[task]!;
      join(parts.add(traits), time);
    }
    departures.settle();
  };
  const join = (part: number, time: number): void => {
    const server = parts.server[part]!;
    tasks.parts[parts.task[part]!]!++;
    servers.load[server]! += parts.load[part]!;
    servers.tasks[server]!++;
    levels.loadChanged(servers.load, server);
    discipline.join(part, time);
    busySlots.follow(server, time);
    serverChanged(market, server, time);
  };
  /** Takes a part that is done, or given up, off its server. */
  const leave = (part: number, time: number): void => {
    const server = parts.server[part]!;
    discipline.leave(part, time);
    busySlots.follow(server, time);
    // A server without a task has no load, whatever rounding left of the differences.
    servers.load[server] = --servers.tasks[server]! === 0 ? 0 : servers.load[server]! - parts.load[part]!;
    levels.loadChanged(servers.load, server);
    tasks.parts[parts.task[part]!]!--;
    parts.release(part);
    serverChanged(market, server, time);
  };
  /** Takes all parts of the tasks at a server off theirs. */
  const giveUp = (task: number, time: number): void => {
    for (let part = parts.firstOf(task); part >= 0; part = parts.firstOf(task)) {
      const server = parts.server[part]!;
      stations.cancel(part);
      leave(part, time);
      market.allocation.lost(server, time);
    }
  };
  const fail = (time: number, server: number): void => {
    const fate = scenario.servers.failures!.work;
    servers.fail(server);
    if (fate !== 'lost' && fate !== 'resumed' && discipline.busy(server) > 0) market.fruitlessFailures++;
    discipline.halt(server, time, fate !== 'resumed');
    busySlots.follow(server, time);
    serverChanged(market, server, time);
    if (fate === 'resumed' || fate === 'restarted') return;
    const inOrder = (one: number, other: number) => tasks.number[one]! - tasks.number[other]!;
    for (const task of parts.tasksAt(server).sort(inOrder)) {
      giveUp(task, time);
      if (fate === 'lost') {
        round.lost++;
        tasks.despawn(task);
      } else {
        round.reassigned++;
        scheduler.schedule(time, EventKind.TaskRetry, task);
      }
    }
  };
  return {
    name: 'service',
    on: {
      [EventKind.TaskRetry]: assign,
      [EventKind.TaskArrival]: assign,
      [EventKind.Departure](time, part) {
        const task = parts.task[part]!;
        const server = parts.server[part]!;
        departures.remove(part);
        leave(part, time);
        departures.settle();
        market.allocation.returned(task, server, time);
        round.progress++;
        market.fruitlessFailures = 0;
        if (tasks.parts[task] === 0) complete(task, time);
      },
      [EventKind.Failure](time, server) {
        fail(time, server);
        departures.settle();
      },
      [EventKind.Repair](time, server) {
        servers.repair(server);
        discipline.resume(server, time);
        busySlots.follow(server, time);
        serverChanged(market, server, time);
        departures.settle();
      },
      [EventKind.Sample]: (time) => busySlots.accrue(time),
    },
  };
}
