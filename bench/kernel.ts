import { EventQueue } from '../dist/engine/event-queue.js';
import { Streams } from '../dist/random/streams.js';
import { type Bench, SEED, timed, type Work } from './bench.js';

/**
 * The hold model: take the next event off and schedule one an exponential time later, by length of the queue. The
 * yardstick is a binary heap over one typed array of times, which knows no priorities, ties or cancellation.
 */
export const kernel: Bench = ({ quick }) =>
  (quick ? [100, 10_000] : [100, 10_000, 1_000_000]).map((length) => {
    const operations = quick ? 50_000 : 1_000_000;
    return timed(
      { bench: 'kernel', params: { events: length } },
      holdQueue(length, operations),
      { name: 'typed-array heap', ...holdHeap(length, operations) },
      quick ? 3 : 5,
    );
  });

/** Exponential increments drawn beforehand, so that drawing is not measured. */
function increments(): Float64Array {
  const uniform = new Streams(SEED).uniform('bench');
  return Float64Array.from({ length: 4096 }, () => -Math.log(1 - uniform()));
}

function holdQueue(length: number, operations: number): Work {
  const queue = new EventQueue();
  const delays = increments();
  for (let i = 0; i < length; i++) queue.schedule(delays[i & 4095]!, 0, 0, i);
  let last = 0;
  return {
    operations,
    run() {
      for (let i = 0; i < operations; i++) {
        queue.pop();
        if (queue.time < last) throw new Error('events left out of order');
        last = queue.time;
        queue.schedule(queue.time + delays[i & 4095]!, 0, 0, queue.subject);
      }
    },
  };
}

function holdHeap(length: number, operations: number): Work {
  const heap = new Float64Array(length);
  const delays = increments();
  for (let i = 0; i < length; i++) heap[i] = delays[i & 4095]!;
  heap.sort();
  return {
    operations,
    run() {
      for (let i = 0; i < operations; i++) replaceFirst(heap, heap[0]! + delays[i & 4095]!);
    },
  };
}

function replaceFirst(heap: Float64Array, value: number): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = value;
}
