import type { Distribution } from '../random/distribution.js';
import type { SlaClass } from '../workload/trace.js';
import type { Effort } from './known-system.js';

/** A scenario in continuous time, of nothing but queues: nobody bids, learns or shares. */
export interface QueueScenario {
  readonly time: { readonly mode: 'continuous'; readonly tasks: number; readonly warmup: number };
  readonly servers: {
    readonly count: number;
    readonly slots: number;
    readonly discipline: 'fifo' | 'processor-sharing' | 'priority' | 'preemptive-priority';
    /** Time to a failure while up, time to the end of its repair; work goes on where it was. */
    readonly failures?: {
      readonly after: Distribution;
      readonly repair: Distribution;
      readonly work: 'resumed';
    };
    readonly capacity: number;
    readonly processingRate: number;
  };
  readonly arrivals: { readonly process: 'poisson'; readonly rate: number };
  readonly tasks: {
    readonly load: Distribution;
    readonly complexity: number;
    readonly sla: Readonly<Record<SlaClass, number>>;
  };
  readonly balancer:
    | 'random'
    | 'round-robin'
    | { readonly 'least-loaded': { readonly by: 'count' } }
    | { readonly 'power-of-d': { readonly d: number } };
  readonly learning: { readonly mode: 'none' };
  readonly coalition: { readonly partners: number };
  readonly metrics: { readonly servers: 'none' };
}

interface ObservedTimes {
  readonly mean: number | null;
  readonly p99: number | null;
}

/** What a run tells, times of the tasks after its warm-up: a part of a summary. */
export interface ObservedRun {
  readonly waiting: ObservedTimes;
  readonly sojourn: ObservedTimes;
  readonly classes: Readonly<Record<SlaClass, { readonly sojourn: ObservedTimes }>>;
  /** Of the whole run. */
  readonly tasks: { readonly arrived: number; readonly rejected: number };
}

/** Runs a scenario from a seed: the engine, or in tests a naive twin. */
export type RunScenario = (scenario: QueueScenario, seed: number) => Promise<ObservedRun>;

/** What differs from an M/M/1 queue at service rate 1. */
interface QueueTerms
  extends Partial<Pick<QueueScenario['servers'], 'count' | 'slots' | 'discipline' | 'failures'>> {
  /** Tasks a time unit, in all. */
  readonly rate: number;
  readonly load?: Distribution;
  readonly balancer?: QueueScenario['balancer'];
}

/** The scenario of a queue, as long as its effort says. */
export function queueScenario(
  { rate, load = { exponential: 1 }, balancer = 'round-robin', ...servers }: QueueTerms,
  { length, warmup }: Effort,
): QueueScenario {
  return {
    time: { mode: 'continuous', tasks: warmup + length, warmup },
    servers: { count: 1, slots: 1, discipline: 'fifo', capacity: 1, processingRate: 1, ...servers },
    arrivals: { process: 'poisson', rate },
    tasks: { load, complexity: 1, sla: slaShares },
    balancer,
    learning: { mode: 'none' },
    coalition: { partners: 0 },
    metrics: { servers: 'none' },
  };
}

/** Shares of the classes, which matter where priorities do. */
export const slaShares: Readonly<Record<SlaClass, number>> = { gold: 0.2, silver: 0.5, bronze: 0.3 };

/**
 * How much of a queue is observed. Its memory lasts some 4/(1 − ρ)² tasks, longer where service varies: e⁻¹² of the empty start is
 * left after the warm-up, and a mean of 30 runs has a standard error of about 1%, whatever ρ. Several queues take as many tasks to
 * observe together as one alone, and as many each to warm up.
 */
export function queueEffort({
  rho,
  squaredVariation = 1,
  queues = 1,
}: {
  rho: number;
  squaredVariation?: number;
  queues?: number;
}): Effort {
  const memory = Math.max(1, (1 + squaredVariation) / 2) / (1 - rho) ** 2;
  return {
    runs: 30,
    length: Math.min(2_000_000, 20_000 + Math.ceil(1500 * memory)),
    warmup: Math.ceil(50 * queues * memory),
    unit: 'tasks',
  };
}
