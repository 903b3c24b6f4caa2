import { prepareScenario } from '../dist/scenario/load.js';
import { simulate } from '../dist/simulation/run.js';
import type { Summary } from '../dist/simulation/summary.js';
import { mmc } from '../dist/theory/mmc.js';
import { type Bench, SEED, timed } from './bench.js';
import type { Timing } from './results.js';
import { type QueueTimes, typedQueue } from './typed-queue.js';

/** Slots of the one server, and how loaded they are. */
const systems = [
  [1, 0.9],
  [100, 0.95],
] as const;

/**
 * M/M/1 and M/M/100 through the whole engine: ns an event, the arrival and the departure of a task being two. The yardstick
 * is the same queue by hand, see {@link typedQueue}. Both must find the same times, and those must agree with Erlang's.
 */
export const queues: Bench = async ({ quick }) => {
  const results: Timing[] = [];
  const tasks = quick ? 100_000 : 1_000_000;
  for (const [slots, load] of systems) results.push(await measure(slots, load, tasks, quick ? 3 : 9));
  return results;
};

async function measure(slots: number, load: number, tasks: number, turns: number): Promise<Timing> {
  const rate = slots * load;
  const loaded = await prepareScenario({
    seed: SEED,
    time: { mode: 'continuous', tasks, drain: true },
    servers: { count: 1, processingRate: 1, slots },
    arrivals: { process: 'poisson', rate },
    tasks: { load: { exponential: 1 }, complexity: 1, latency: 1, sla: { gold: 1, silver: 0, bronze: 0 } },
    balancer: 'round-robin',
    learning: { mode: 'none' },
    metrics: { servers: 'none' },
  });
  const digests = new Set<string>();
  let summary: Summary | undefined;
  let byHand: QueueTimes | undefined;
  const operations = 2 * tasks;
  const result = timed(
    { bench: 'queues', params: { slots, load } },
    {
      operations,
      run() {
        summary = simulate(loaded);
        digests.add(summary.digest);
      },
    },
    {
      name: 'typed-array heap',
      operations,
      run() {
        byHand = typedQueue(SEED, slots, rate, tasks);
      },
    },
    turns,
  );
  if (digests.size !== 1) throw new Error('the same run has another digest');
  check(summary!, byHand!, slots, rate);
  return result;
}

/**
 * Means add up the same numbers in another order, and the engine rounds times to 15 digits, which the yardstick does not; those
 * of theory may be 4 standard errors off.
 */
function check({ waiting, sojourn }: Summary, byHand: QueueTimes, slots: number, rate: number): void {
  const theory = mmc(slots, rate);
  for (const [name, { mean, halfWidth }] of [
    ['waiting', waiting],
    ['sojourn', sojourn],
  ] as const) {
    const [own, other] = [mean!, byHand[name]];
    if (!(Math.abs(own - other) < 1e-8 * other)) throw new Error(`mean ${name}: ${own}, by hand ${other}`);
    const off = Math.abs(own - theory[name]);
    // The half width is that of 95 %, some two standard errors. A run that is too short for one may be off by a fifth.
    if (!(off < (halfWidth === null ? 0.2 * theory[name] : 2 * halfWidth)))
      throw new Error(`mean ${name}: ${own}, in theory ${theory[name]}`);
  }
}
