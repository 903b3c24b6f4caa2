import type { Profiler } from '../engine/profiler.js';
import type { Observer } from '../systems/records.js';

/** What tells observers of each kind of record. */
const tellers = {
  arrival: 'metrics',
  completion: 'completion',
  auction: 'metrics',
  bid: 'bidding',
  sample: 'metrics',
  round: 'metrics',
  server: 'metrics',
} as const;

/** An observer that listens to what `observer` does, by telling it, and is a part of its own in profiles. */
export function profiledObserver(observer: Observer, profiler: Profiler): Observer {
  const heard = (Object.keys(tellers) as (keyof typeof tellers)[]).filter((record) => observer[record]);
  const listeners = heard.map((record) => {
    const part = `${tellers[record]} › ${observer.name ?? 'observer'}`;
    return [record, profiler.nested<never>(part, observer[record]!.bind(observer))];
  });
  return Object.fromEntries(listeners);
}
