import type { ScenarioInput } from '../dist/scenario/schema.js';
import { mg1 } from '../dist/theory/mg1.js';
import { mm1 } from '../dist/theory/mm1.js';
import { mmppQueue } from '../dist/theory/mmpp-queue.js';
import {
  type ClassTimes,
  nonPreemptivePriorities,
  preemptiveResumePriorities,
} from '../dist/theory/priorities.js';

type Means = Readonly<Record<string, number>>;

/** A system whose intervals are tried, at some lengths. */
export interface Cell {
  readonly name: string;
  readonly scenario: ScenarioInput;
  /** Measured tasks; a tenth of as many come before them and are left out. */
  readonly lengths: readonly number[];
  /**
   * The true means by quantity (`waiting`, `sojourn`, or of a class, as `sojourn of gold`); where there is none the mean of all
   * runs stands for it, which is some 20 times as exact as a run.
   */
  readonly truth?: Means;
  /** One queue, first come, first served, Poisson arrivals, which a recursion makes as well as the engine, sooner. */
  readonly recursion?: true;
}

type Load = NonNullable<NonNullable<ScenarioInput['tasks']>['load']>;

/** Powers of 10, and a length at which the interval is just told. */
const lengthsWith = (...told: number[]) =>
  [1_000, 10_000, 100_000, ...told, 1_000_000].toSorted((a, b) => a - b);

/** Servers of rate 1, and tasks whose work is 1 on average. */
function scenarioOf(
  rate: number,
  servers: ScenarioInput['servers'],
  more: ScenarioInput = {},
  load: Load = { exponential: 1 },
): ScenarioInput {
  return {
    servers: { count: 1, capacity: 1, processingRate: 1, ...servers },
    arrivals: { process: 'poisson', rate },
    tasks: { load, complexity: 1, latency: 1, sla: { gold: 1, silver: 0, bronze: 0 } },
    balancer: 'round-robin',
    learning: { mode: 'none' },
    metrics: { servers: 'none' },
    ...more,
  };
}

const means = ({ waiting, sojourn }: ClassTimes): Means => ({ waiting, sojourn });

const singleQueue = (
  name: string,
  rho: number,
  load: Load,
  squaredVariation: number,
  ...told: number[]
): Cell => ({
  name,
  scenario: scenarioOf(rho, {}, {}, load),
  lengths: lengthsWith(...told),
  truth: means(mg1(rho, { mean: 1, squaredVariation })),
  recursion: true,
});

const shared = (rho: number, load: Load, name: string, sizes: readonly number[]): Cell => ({
  name: `M/G/1-PS ${rho}, ${name}`,
  scenario: scenarioOf(rho, { discipline: 'processor-sharing' }, {}, load),
  lengths: sizes,
  truth: { waiting: 0, sojourn: 1 / (1 - rho) },
});

const fleet = (
  balancer: NonNullable<ScenarioInput['balancer']>,
  name: string,
  sizes: readonly number[],
  truth?: Means,
): Cell => ({
  name: `100 servers 0.9, ${name}`,
  scenario: scenarioOf(90, { count: 100 }, { balancer }),
  lengths: sizes,
  ...(truth && { truth }),
});

/** Ten servers at 0.8, work of 8 a unit of time. */
const ten = (
  balancer: NonNullable<ScenarioInput['balancer']>,
  name: string,
  more: ScenarioInput = {},
): Cell => ({
  name: `10 servers 0.8, ${name}`,
  scenario: { ...scenarioOf(8, { count: 10 }, { balancer }), ...more },
  lengths: [10_000, 160_000],
});

/** Five servers half as fast as the other five. */
const twoSpeeds = {
  capacity: 1,
  list: [1.333, 0.667].flatMap((processingRate) => Array.from({ length: 5 }, () => ({ processingRate }))),
};

/** Rates of the bursty row. */
const bursty = { calm: 0.3, burst: 1.5, enter: 0.01, leave: 0.03 };
const once = { mean: 1, squaredVariation: 1 };

const classes = [
  { ...once, arrivalRate: 0.16 },
  { ...once, arrivalRate: 0.64 },
];

/** With waits that end as work begins: what gold takes of a service that has begun is none. */
const untilTheyBegin = ([gold, bronze]: ClassTimes[]): ClassTimes[] => [
  gold!,
  { ...bronze!, waiting: bronze!.sojourn - 1 / (1 - 0.16) },
];

const timesByClass = ([gold, bronze]: ClassTimes[]): Means => ({
  'waiting of gold': gold!.waiting,
  'sojourn of gold': gold!.sojourn,
  'waiting of bronze': bronze!.waiting,
  'sojourn of bronze': bronze!.sojourn,
});

const prioritised = (discipline: 'priority' | 'preemptive-priority', times: ClassTimes[]): Cell => ({
  name: `M/M/1 0.8, ${discipline} to the fifth that is gold`,
  scenario: scenarioOf(
    0.8,
    { discipline },
    { tasks: { load: { exponential: 1 }, complexity: 1, sla: { gold: 1, silver: 0, bronze: 4 } } },
  ),
  lengths: [10_000, 40_000],
  truth: timesByClass(times),
});

/** The rows of docs/intervals.md. */
export const cells: readonly Cell[] = [
  ...([[0.5], [0.8], [0.9, 200_000], [0.95, 600_000], [0.99]] as [number, ...number[]][]).map(
    ([rho, ...told]) => ({
      ...singleQueue(`M/M/1 ${rho}`, rho, { exponential: 1 }, 1, ...told),
      truth: means(mm1(rho)),
    }),
  ),
  singleQueue('M/D/1 0.8', 0.8, 1, 0),
  singleQueue('M/G/1 0.5, lognormal cv 2', 0.5, { lognormal: [1, 2] }, 4, 300_000),
  singleQueue('M/G/1 0.8, lognormal cv 2', 0.8, { lognormal: [1, 2] }, 4, 400_000),
  singleQueue('M/G/1 0.5, lognormal cv 4', 0.5, { lognormal: [1, 4] }, 16),
  singleQueue('M/G/1 0.8, lognormal cv 4', 0.8, { lognormal: [1, 4] }, 16),
  shared(0.8, { exponential: 1 }, 'exponential', [10_000, 30_000]),
  shared(0.8, { lognormal: [1, 2] }, 'lognormal cv 2', [10_000, 60_000]),
  fleet('random', 'random', [100_000], means(mm1(0.9))),
  {
    name: '10 servers 0.9, random',
    scenario: scenarioOf(9, { count: 10 }, { balancer: 'random' }),
    lengths: [20_000, 250_000],
    truth: means(mm1(0.9)),
  },
  fleet({ 'power-of-d': { d: 2 } }, 'power of 2', [20_000, 150_000]),
  fleet('least-loaded', 'least-loaded', [20_000, 150_000, 600_000]),
  {
    name: '10 servers 0.5, random',
    scenario: scenarioOf(5, { count: 10 }, { balancer: 'random' }),
    lengths: [10_000, 40_000],
    truth: means(mm1(0.5)),
  },
  {
    name: '10 servers 0.8, join-idle-queue',
    scenario: scenarioOf(8, { count: 10 }, { balancer: 'join-idle-queue' }),
    lengths: [10_000, 40_000],
  },
  ten('peak-ewma', 'peak-ewma'),
  ten('prequal', 'prequal'),
  ten('power-of-d', 'power of 2, told 1 late', { information: { delay: 1 } }),
  ten('weighted-random', 'five half as fast, weighted random', { servers: twoSpeeds }),
  ten('power-of-d', 'five half as fast, power of 2', { servers: twoSpeeds }),
  {
    name: 'bursty, one server',
    scenario: scenarioOf(0.6, {}, { arrivals: { process: 'bursty', ...bursty } }),
    lengths: [10_000, 40_000],
    truth: { sojourn: mmppQueue(bursty).sojourn },
  },
  {
    name: 'sinusoidal 0.7 ± 0.2, one server',
    scenario: scenarioOf(
      0.7,
      {},
      { arrivals: { process: 'sinusoidal', base: 0.7, amplitude: 0.2, period: 100 } },
    ),
    lengths: [10_000, 40_000],
  },
  {
    name: 'failures 0.5, one server',
    scenario: scenarioOf(0.5, {
      failures: { after: { exponential: 20 }, repair: { exponential: 4 }, work: 'resumed' },
    }),
    lengths: [20_000, 40_000],
  },
  prioritised('priority', nonPreemptivePriorities(classes)),
  prioritised('preemptive-priority', untilTheyBegin(preemptiveResumePriorities(classes))),
];
