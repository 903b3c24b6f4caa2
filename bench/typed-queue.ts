import { Streams } from '../dist/random/streams.js';

/** What came of a run: means over all tasks. */
export interface QueueTimes {
  waiting: number;
  sojourn: number;
}

/**
 * M/M/c, first come, first served, as one would write it who wants nothing but the two means: a binary heap over typed
 * arrays, a ring of arrival times, no entities, no statistics but sums. Draws what the engine draws, from the same
 * streams, so that it must find the same times.
 */
export function typedQueue(seed: number, slots: number, rate: number, tasks: number): QueueTimes {
  const streams = new Streams(seed);
  const [gaps, loads] = [streams.uniform('arrivals'), streams.uniform('tasks/load')];
  const heap = new TypedHeap(slots + 1);
  let arrivals: Float64Array = new Float64Array(1024);
  let works: Float64Array = new Float64Array(1024);
  let [first, waiting, busy, arrived] = [0, 0, 0, 0];
  let [waited, worked] = [0, 0];

  heap.push(-Math.log(1 - gaps()) / rate, ARRIVAL);
  while (heap.length > 0) {
    const time = heap.times[0]!;
    if (heap.kinds[0] === ARRIVAL) {
      const work = -Math.log1p(-loads());
      worked += work;
      if (++arrived < tasks) heap.replaceFirst(time - Math.log(1 - gaps()) / rate, ARRIVAL);
      else heap.pop();
      if (busy < slots) {
        busy++;
        heap.push(time + work, DEPARTURE);
        continue;
      }
      if (waiting === works.length) {
        arrivals = doubled(arrivals, first);
        works = doubled(works, first);
        first = 0;
      }
      const last = (first + waiting++) & (works.length - 1);
      arrivals[last] = time;
      works[last] = work;
    } else if (waiting > 0) {
      waited += time - arrivals[first]!;
      heap.replaceFirst(time + works[first]!, DEPARTURE);
      first = (first + 1) & (works.length - 1);
      waiting--;
    } else {
      heap.pop();
      busy--;
    }
  }
  return { waiting: waited / tasks, sojourn: (waited + worked) / tasks };
}

const ARRIVAL = 0;
const DEPARTURE = 1;

/** A ring of twice the length that starts at `first`. */
function doubled(ring: Float64Array, first: number): Float64Array {
  const longer = new Float64Array(2 * ring.length);
  longer.set(ring.subarray(first));
  longer.set(ring.subarray(0, first), ring.length - first);
  return longer;
}

/** Events by time; the first is read from the columns. */
class TypedHeap {
  readonly times: Float64Array;
  readonly kinds: Uint8Array;
  length = 0;

  constructor(most: number) {
    this.times = new Float64Array(most);
    this.kinds = new Uint8Array(most);
  }

  push(time: number, kind: number): void {
    const { times, kinds } = this;
    let place = this.length++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (times[parent]! <= time) break;
      times[place] = times[parent]!;
      kinds[place] = kinds[parent]!;
      place = parent;
    }
    times[place] = time;
    kinds[place] = kind;
  }

  pop(): void {
    const last = --this.length;
    if (last > 0) this.replaceFirst(this.times[last]!, this.kinds[last]!);
  }

  /** A pop and a push in one. */
  replaceFirst(time: number, kind: number): void {
    const { times, kinds, length } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && times[child + 1]! < times[child]!) child++;
      if (times[child]! >= time) break;
      times[place] = times[child]!;
      kinds[place] = kinds[child]!;
      place = child;
    }
    times[place] = time;
    kinds[place] = kind;
  }
}
