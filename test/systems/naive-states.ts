import { type Choosable, choices } from '../queueing/fluid.js';
import type { Happening } from './service-log.js';

/** The definitions of docs/continuous-time.md, one by one, so that a test can break each. */
export const stateRules = {
  /** Whether a task of which `served` of `parts` parts are served is in service. */
  isInService: (served: number, _parts: number): boolean => served > 0,
  /** Whether work that is taken from a task counts as never begun. */
  forgetsBegun: false,
  /** Whether only one part of those that share a server is taken to be served. */
  oneAtATime: false,
  servesWhileDown: false,
};

export type StateRules = typeof stateRules;

interface Part extends Choosable {
  task: number;
  server: number;
}

export interface Stays {
  waiting: number;
  inService: number;
  paused: number;
}

/**
 * Time that all tasks together spent in each state between two times, from what happened: after each event everything is decided
 * anew from who is at which server.
 */
export function naiveStates(
  log: readonly Happening[],
  terms: { discipline: string; slots: number; from: number; to: number },
  overrides: Partial<StateRules> = {},
): Stays {
  const rules = { ...stateRules, ...overrides };
  const stays: Stays = { waiting: 0, inService: 0, paused: 0 };
  const present = new Set<number>();
  const begun = new Set<number>();
  const down = new Set<number>();
  let parts: Part[] = [];
  let now = 0;
  const stateOf = (task: number): keyof Stays => {
    const own = parts.filter((part) => part.task === task);
    if (rules.isInService(own.filter(({ served }) => served).length, own.length)) return 'inService';
    return begun.has(task) ? 'paused' : 'waiting';
  };
  const passUntil = (time: number): void => {
    const length = Math.min(time, terms.to) - Math.max(now, terms.from);
    if (length > 0) for (const task of present) stays[stateOf(task)] += length;
    now = time;
  };
  const choose = (server: number): void => {
    const own = parts.filter((part) => part.server === server);
    if (down.has(server)) for (const part of own) part.served = rules.servesWhileDown && part.served;
    else if (rules.oneAtATime) for (const [i, part] of own.entries()) part.served = i === 0;
    else choices[terms.discipline]!(own, terms.slots);
    for (const { served, task } of own) if (served) begun.add(task);
  };
  const apply = (event: Happening): void => {
    if (event.kind === 'arrives') present.add(event.task);
    else if (event.kind === 'leaves') present.delete(event.task);
    else if (event.kind === 'joins') parts.push({ ...event, id: event.part, served: false });
    else if (event.kind === 'goes') {
      parts = parts.filter(({ id }) => id !== event.part);
      if (rules.forgetsBegun && down.size > 0 && parts.every(({ task }) => task !== event.task))
        begun.delete(event.task);
    } else if (event.kind === 'halts') down.add(event.server);
    else if (event.kind === 'resumes') down.delete(event.server);
    if ('server' in event) choose(event.server);
  };
  for (const event of log) {
    passUntil(event.time);
    apply(event);
  }
  passUntil(Math.max(now, terms.to));
  return stays;
}
