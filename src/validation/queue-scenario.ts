import type { Distribution } from '../random/distribution.js';
import { rawMoment } from '../random/distribution-moments.js';
import type { TwoRates } from '../theory/mmpp-queue.js';
import type { SlaClass } from '../workload/trace.js';
import type { Effort } from './known-system.js';

/** A scenario in continuous time, of nothing but queues: nobody bids, learns or shares. */
export interface QueueScenario {
  readonly time: { readonly mode: 'continuous'; readonly tasks: number; readonly warmup: number };
  readonly servers: {
    readonly count: number;
    readonly slots: number;
    readonly discipline: 'fifo' | 'processor-sharing' | 'priority' | 'preemptive-priority';
    /** Time to a failure while up, time to the end of its repair; work goes on where it was, or begins anew. */
    readonly failures?: {
      readonly after: Distribution;
      readonly repair: Distribution;
      readonly work: 'resumed' | 'restarted';
    };
    readonly capacity: number;
    readonly processingRate: number;
  };
  readonly arrivals:
    | { readonly process: 'poisson' | 'constant'; readonly rate: number }
    | ({ readonly process: 'bursty' } & TwoRates);
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

/** A task after the warm-up, when it is done. */
export interface DoneTask {
  readonly load: number;
  readonly sojourn: number;
}

/** Runs a scenario from a seed, and tells `done`: the engine, or in tests a naive twin. */
export type RunScenario = (
  scenario: QueueScenario,
  seed: number,
  done?: (task: DoneTask) => void,
) => Promise<ObservedRun>;

/** What differs from an M/M/1 queue at service rate 1. */
interface QueueTerms
  extends Partial<Pick<QueueScenario['servers'], 'count' | 'slots' | 'discipline' | 'failures'>> {
  /** Of a Poisson process, tasks a time unit, in all. */
  readonly rate?: number;
  readonly arrivals?: QueueScenario['arrivals'];
  readonly load?: Distribution;
  readonly balancer?: QueueScenario['balancer'];
}

/** The scenario of a queue, as long as its effort says. */
export function queueScenario(
  { rate = 0, arrivals, load = { exponential: 1 }, balancer = 'round-robin', ...servers }: QueueTerms,
  { length, warmup }: Effort,
): QueueScenario {
  return {
    time: { mode: 'continuous', tasks: warmup + length, warmup },
    servers: { count: 1, slots: 1, discipline: 'fifo', capacity: 1, processingRate: 1, ...servers },
    arrivals: arrivals ?? { process: 'poisson', rate },
    tasks: { load, complexity: 1, sla: slaShares },
    balancer,
    learning: { mode: 'none' },
    coalition: { partners: 0 },
    metrics: { servers: 'none' },
  };
}

/** Shares of the classes, which matter where priorities do. */
export const slaShares: Readonly<Record<SlaClass, number>> = { gold: 0.2, silver: 0.5, bronze: 0.3 };

/** What decides how much of a queue is observed. */
interface Memory {
  /** ρ. */
  readonly rho: number;
  /** cs² of service. */
  readonly squaredVariation?: number;
  /** Servers with a queue of their own, and slots of one. */
  readonly queues?: number;
  readonly slots?: number;
  /** Tasks that one event of its own takes on average, see {@link tailWeight}. */
  readonly weight?: number;
  /** The share of tasks that wait. */
  readonly delayed?: number;
}

const RUNS = 30;

/** So many events of their own give a mean to 2% or 4%: what one adds scatters by twice its mean or so. */
const EVENTS = 5000;

/** Rare events are waited for as long as a run has no more tasks than this. */
const PATIENCE = 700_000;

/**
 * How much of a queue is observed. Its memory lasts some 4/(1 − ρ)² tasks, longer where service varies: e⁻¹² of the empty start is
 * left after the warm-up, and a mean of 30 runs has a standard error of about 1%, whatever ρ. Several queues take as many tasks to
 * observe together as one alone, and as many each to warm up. Where services have a heavy tail, or few tasks wait, more tasks are
 * observed.
 */
export function queueEffort(terms: Memory): Effort {
  const { rho, squaredVariation = 1, queues = 1, slots = 1, weight = 1 } = terms;
  const memory = Math.max(1, (1 + squaredVariation) / 2) / (1 - rho) ** 2;
  const rare = EVENTS / waitsOf({ ...terms, tasks: RUNS });
  return {
    runs: RUNS,
    length: Math.max(
      Math.min(2_000_000, 20_000 + Math.ceil(1500 * memory)),
      Math.ceil((EVENTS * weight) / RUNS),
      rare <= PATIENCE ? Math.ceil(rare) : 0,
    ),
    warmup: Math.ceil(50 * queues * memory + 20 * (slots - 1)),
    unit: 'tasks',
  };
}

/** How often some tasks are expected to wait one after another among `tasks`: as often as a share `delayed` of them, by 1/(1 − ρ). */
export function waitsOf({ tasks, delayed = 1, rho }: Memory & { tasks: number }): number {
  return tasks * delayed * (1 - rho);
}

/** Tasks that all runs observe together. */
export const observedTasks = ({ runs, length }: Effort): number => runs * length;

/**
 * Tasks that one event of its own takes on average where waits are observed. A service S has those that come in it wait λS²/2 together
 * on average, so that this is E[X²] / E[X]² of what it adds: E[S⁴]/E[S²]² + 4 E[S³] / (3 λ E[S²]²).
 */
export function tailWeight(arrivalRate: number, service: Distribution): number {
  const [second, third, fourth] = [2, 3, 4].map((k) => rawMoment(service, k)) as [number, number, number];
  return (fourth + (4 * third) / (3 * arrivalRate)) / second ** 2;
}
