import type { Balancer, BalancerTerms } from '../../src/balancers/balancer.js';
import { Streams } from '../../src/random/streams.js';

/** Parallel queues: Poisson arrivals, exponential work of mean 1, each server first in, first out with one slot. */
export interface Queues {
  /** Rate of each server. */
  rates: readonly number[];
  /** Arrivals a unit of time, in all. */
  arrivals: number;
  seed: number;
  /** Tasks that arrive, and how many first ones are left out of the means. */
  tasks: number;
  warmup: number;
  delay?: number;
  probes?: number;
}

/** What came out, with the standard error of the mean by batches. */
export interface Outcome {
  sojourn: number;
  error: number;
  /** Tasks that each server got. */
  placed: number[];
  messagesPerTask: number;
}

const BATCHES = 40;

/** Runs queues under the balancer that `create` makes. A heap of completions, and nothing of the simulator itself. */
export function simulateQueues(queues: Queues, create: (terms: BalancerTerms) => Balancer): Outcome {
  const { rates, arrivals, seed, tasks, warmup } = queues;
  const count = rates.length;
  const fleet = {
    count,
    up: new Uint8Array(count).fill(1),
    tasks: new Int32Array(count),
    load: new Float64Array(count),
    capacity: new Float64Array(count).fill(1),
    rate: Float64Array.from(rates),
    slots: new Int32Array(count).fill(1),
  };
  const streams = new Streams(seed);
  const [gaps, works] = [streams.uniform('arrivals'), streams.uniform('work')];
  const { delay = 0, probes } = queues;
  const balancer = create({
    fleet,
    delay,
    ...(probes === undefined ? {} : { probes }),
    uniform: streams.uniform('balancer'),
  });
  const freeAt = new Float64Array(count);
  const underWay = new Completions();
  const sums = new Float64Array(BATCHES);
  const placed = new Array<number>(count).fill(0);
  const perBatch = Math.floor((tasks - warmup) / BATCHES);
  let now = 0;
  for (let task = 0; task < tasks; task++) {
    now -= Math.log1p(-gaps()) / arrivals;
    const work = -Math.log1p(-works());
    while (underWay.next() <= now) {
      const { time, server, work: done, since, found } = underWay.pop();
      fleet.tasks[server]!--;
      fleet.load[server] = fleet.tasks[server] === 0 ? 0 : Math.max(0, fleet.load[server]! - done);
      balancer.serverChanged(server, time);
      balancer.returned(server, time, time - since, found);
    }
    const server = balancer.place(now, work);
    const end = Math.max(now, freeAt[server]!) + work / rates[server]!;
    freeAt[server] = end;
    underWay.push({ time: end, server, work, since: now, found: fleet.tasks[server]! });
    fleet.tasks[server]!++;
    fleet.load[server]! += work;
    balancer.serverChanged(server, now);
    placed[server]!++;
    const batch = Math.floor((task - warmup) / perBatch);
    if (batch >= 0 && batch < BATCHES) sums[batch]! += end - now;
  }
  const means = [...sums].map((sum) => sum / perBatch);
  const sojourn = means.reduce((total, mean) => total + mean, 0) / BATCHES;
  const variance = means.reduce((total, mean) => total + (mean - sojourn) ** 2, 0) / (BATCHES - 1);
  return {
    sojourn,
    error: Math.sqrt(variance / BATCHES),
    placed,
    messagesPerTask: balancer.messages / tasks,
  };
}

interface Completion {
  time: number;
  server: number;
  work: number;
  /** When the task came, and how many it found. */
  since: number;
  found: number;
}

/** A binary heap by time. */
class Completions {
  private readonly heap: Completion[] = [];

  next(): number {
    return this.heap[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  push(completion: Completion): void {
    const { heap } = this;
    let at = heap.push(completion) - 1;
    for (let above = (at - 1) >> 1; at > 0 && heap[above]!.time > completion.time; above = (at - 1) >> 1) {
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = completion;
  }

  pop(): Completion {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && heap[below + 1]!.time < heap[below]!.time) below++;
      if (heap[below]!.time >= last.time) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}
