import type { LeastLoadedOptions } from '../balancers/least-loaded.js';
import { peakEwmaDefaults } from '../balancers/peak-ewma.js';
import { type PowerOfDOptions, powerOfDDefaults } from '../balancers/power-of-d.js';
import { prequalDefaults } from '../balancers/prequal.js';
import type { WeightOptions } from '../balancers/weights.js';
import { rawMoment } from '../random/distribution-moments.js';
import { namedBalancer } from '../scenario/balancer-schema.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Scenario } from '../scenario/schema.js';
import {
  loadOf,
  type QueueTerms,
  queueScatter,
  type Scatter,
  sampledQueuesScatter,
  sharedQueueScatter,
  type TimeScatter,
} from '../theory/mean-scatter.js';
import { type SlaClass, slaClasses } from '../workload/trace.js';
import { processingRates } from './fleet.js';
import { offeredArrivals, serviceMoments } from './offered-work.js';

/** The squared relative standard error of the mean that theory may expect: the interval is then ± 11 % of the mean, about. */
const SCATTER = 0.003;
/**
 * Memories that a run lasts: so each of 16 to 31 batches has 4 or more. With half as many intervals of fleets held the mean
 * in 92.5 % of 400 runs (docs/intervals.md).
 */
const MEMORIES = 128;
/** What the empty start may take from the mean, in standard errors of it. */
const BIAS = 0.2;
/** Tasks of which an interval is told, at least. */
const FEWEST = 64;

/** Measured tasks from which on the interval of a mean is told; `null` where no number is known. */
export interface LeastOf {
  readonly waiting: number | null;
  readonly sojourn: number | null;
}

/** The same of all tasks, and of those of each SLA class. */
export interface LeastTasks extends LeastOf {
  readonly classes: Readonly<Record<SlaClass, LeastOf>>;
}

const unknown: LeastOf = { waiting: null, sojourn: null };

/** Where theory knows nothing, intervals are never told. */
export const neverTold: LeastTasks = {
  ...unknown,
  classes: { gold: unknown, silver: unknown, bronze: unknown },
};

/**
 * How many measured tasks a run in continuous time needs for the interval of its mean, from the scenario alone, so that what
 * is told is not chosen by what came out. Enough are so many that theory expects a relative standard error of √0.003, that
 * the run lasts 128 memories of the system, and that what is left of the empty start is 0.2 standard errors. Rounded up to two
 * digits. `null` where the load is 1 or more, where E[S⁴] is not finite, and in rounds. See docs/intervals.md.
 *
 * @param warmup - first tasks that are left out
 * @param rates - of the servers; by default those of the scenario's seed, in O(servers)
 */
export function leastTasks(
  loaded: LoadedScenario,
  warmup: number,
  rates: ArrayLike<number> = processingRates(loaded),
): LeastTasks {
  const known = scatterOf(loaded, rates);
  const { scatter } = known;
  if (scatter === undefined) {
    return { ...unknown, classes: byClass(() => unknown) };
  }
  const memory = memoryOf(known, scatter);
  const least = (which: 'waiting' | 'sojourn', share: number): number | null =>
    roundedTasks(tasksFor(scatter[which], memory, which === 'waiting' ? 1 : ofWait(scatter), warmup, share));
  const of = (share: number): LeastOf => ({
    waiting: share > 0 ? least('waiting', share) : null,
    sojourn: share > 0 ? least('sojourn', share) : null,
  });
  const shares = classShares(loaded);
  return { ...of(1), classes: byClass((sla) => of(shares[sla]!)) };
}

/**
 * How many tasks a single run should measure, so that what is left of the empty start is 0.2 standard errors of its mean
 * sojourn time. Each of n replications should measure n times as many: more runs make the error smaller, and the bias stays.
 * `null` where {@link leastTasks} knows no number, and on a trace, whose replications are of that trace and no steady state.
 *
 * @param warmup - first tasks that are left out
 * @param rates - of the servers
 */
export function settlingTasks(
  loaded: LoadedScenario,
  warmup: number,
  rates: ArrayLike<number>,
): number | null {
  if (loaded.scenario.arrivals.process === 'trace') return null;
  const known = scatterOf(loaded, rates);
  const { scatter } = known;
  if (scatter === undefined) return null;
  const missing = missingTasks(memoryOf(known, scatter), ofWait(scatter), warmup);
  const tasks = settledTasks(scatter.sojourn, missing);
  return Number.isFinite(tasks) ? tasks : null;
}

/** In tasks. */
function memoryOf({ arrivalMemory, arrivalRate }: Known, { memory }: TimeScatter): number {
  return (memory + arrivalMemory) * arrivalRate;
}

/**
 * How much of a sojourn's mean is missing at an empty start, as a share of that of the wait: what of it
 * is waiting scatters with it.
 */
function ofWait({ sojourn, waiting }: TimeScatter): number {
  return waiting.shared > 0 ? Math.sqrt(sojourn.shared / waiting.shared) : 1;
}

/**
 * Tasks, `share` of all, that are enough.
 *
 * @param memory - in tasks of all
 * @param empty - how much of the mean is missing at an empty start, as a share of that of the wait alone
 */
function tasksFor(
  { own, shared }: Scatter,
  memory: number,
  empty: number,
  warmup: number,
  share: number,
): number {
  const precise = (share * shared + own) / SCATTER;
  const long = MEMORIES * memory;
  const settled = settledTasks({ own, shared }, missingTasks(memory, empty, warmup));
  return Math.max(FEWEST, precise, share * long, share * settled);
}

/**
 * So many tasks' share of the mean is missing for an empty start: of reflected Brownian motion half a memory (Whitt 1989), what
 * the warm-up took not.
 */
function missingTasks(memory: number, empty: number, warmup: number): number {
  return memory > 0 ? (empty * memory * Math.exp(-warmup / (2 * memory))) / 2 : 0;
}

/** Tasks of which the mean has an error that `missing` is {@link BIAS} of. */
function settledTasks({ own, shared }: Scatter, missing: number): number {
  return missing > 0 ? (missing / BIAS) ** 2 / (own + shared) : 0;
}

/** A number of tasks, rounded up to two digits; `null` where no run could be as long. */
export function roundedTasks(tasks: number): number | null {
  if (!(tasks <= Number.MAX_SAFE_INTEGER)) return null;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(tasks)) - 1);
  return Math.ceil(tasks / unit) * unit;
}

/** How tasks come to servers, as far as theory knows. */
type Placing =
  /** The slowest server has this share of the tasks, whatever the others have; what else must be forgotten takes `delay`. */
  | { readonly kind: 'apart'; readonly share: number; readonly delay: number }
  /** Each at the shortest of d queues. */
  | { readonly kind: 'sampled'; readonly d: number }
  /** Each where the least work is. */
  | { readonly kind: 'together' };

interface Known {
  readonly arrivalRate: number;
  readonly arrivalMemory: number;
  readonly scatter?: TimeScatter;
}

/** What theory says of a scenario, on the safe side where it says little; no scatter where it says nothing. */
function scatterOf(loaded: LoadedScenario, rates: ArrayLike<number>): Known {
  const { servers, time } = loaded.scenario;
  if (time.mode === 'rounds') return { arrivalRate: 0, arrivalMemory: 0 };
  const { rate: arrivalRate, variation, memory: arrivalMemory } = offeredArrivals(loaded);
  const known = { arrivalRate, arrivalMemory };
  if (isBeyondTheory(loaded)) return known;
  const fleet = spreadOf(rates);
  const placing = placingOf(loaded, fleet);
  if (placing === undefined) return known;
  const apart = placing.kind === 'apart';
  const terms = {
    arrivalRate: apart ? arrivalRate * placing.share : arrivalRate,
    // Chance makes even arrivals Poisson as it deals them out; a burst comes to all servers at once.
    arrivalVariation: variation > 1 || !apart ? variation : 1 + (variation - 1) * placing.share,
    service: serviceMoments(loaded, apart ? fleet.slowest : fleet.all / fleet.count),
    slots: apart ? servers.slots : servers.slots * fleet.count,
  };
  const load = loadOf(terms);
  if (!(load > 0 && load < 1)) return known;
  const { memory, ...scatter } = modelOf(terms, placing, servers);
  const failing = servers.failures ? cycleMemory(servers.failures) : 0;
  const extra = failing + (apart ? placing.delay : 0);
  return {
    ...known,
    scatter: { ...scatter, memory: (memory * fleet.all) / fleet.count / fleet.slowest + extra },
  };
}

/**
 * Whether the work or the tasks of a scenario are not those that arrive: work that begins anew after a failure is done more
 * than once, and tasks that are tried again come back after a time.
 */
function isBeyondTheory({ parts, scenario: { auction, servers } }: LoadedScenario): boolean {
  const { failures } = servers;
  const refuses = auction.reserve.binding || parts?.mechanism !== undefined || failures !== undefined;
  return (failures !== undefined && failures.work !== 'resumed') || (auction.unsold === 'retry' && refuses);
}

/** Time in which a server forgets whether it was up. */
function cycleMemory({ after, repair }: NonNullable<Scenario['servers']['failures']>): number {
  return 1 / (1 / rawMoment(after, 1) + 1 / rawMoment(repair, 1));
}

function modelOf(
  terms: QueueTerms,
  placing: Placing,
  { discipline, slots }: Scenario['servers'],
): TimeScatter {
  const oneQueue = discipline === 'processor-sharing' ? sharedQueueScatter : queueScatter;
  if (placing.kind === 'apart') return oneQueue(terms);
  const sampled = (d: number) => sampledQueuesScatter({ ...terms, slots }, terms.slots / slots, d);
  if (placing.kind === 'sampled') return sampled(placing.d);
  // Work that was sent to a server stays there, so times scatter, and last, as if two queues were asked.
  const [pooled, two] = [oneQueue(terms), sampled(2)];
  const sojourn = [pooled.sojourn, two.sojourn].toSorted((a, b) => b.shared + b.own - a.shared - a.own)[0]!;
  return { waiting: pooled.waiting, sojourn, memory: Math.max(pooled.memory, two.memory) };
}

interface Spread {
  readonly count: number;
  readonly all: number;
  readonly slowest: number;
}

function spreadOf(rates: ArrayLike<number>): Spread {
  let all = 0;
  let slowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rates.length; i++) {
    all += rates[i]!;
    slowest = Math.min(slowest, rates[i]!);
  }
  return { count: rates.length, all, slowest };
}

/**
 * Where theory knows no better, servers are taken to be apart, each loaded as all are together, which forgets most slowly.
 * Undefined where some server may have any share of the tasks: by capacity, by load ÷ capacity, or by bids.
 */
function placingOf({ scenario }: LoadedScenario, { count, all, slowest }: Spread): Placing | undefined {
  const { balancer, information } = scenario;
  const { name, options } = namedBalancer(balancer);
  // Nobody knows what code of the user's own does.
  if (name === 'module') return undefined;
  const alike = all <= slowest * count * (1 + 1e-9);
  const apart = (delay: number): Placing => ({ kind: 'apart', share: slowest / all, delay });
  if (count === 1) return apart(information.delay);
  if (information.delay > 0 && name !== 'auction') return apart(information.delay);
  switch (name) {
    case 'random':
    case 'round-robin':
      return { kind: 'apart', share: 1 / count, delay: 0 };
    case 'weighted-random':
    case 'weighted-round-robin':
      return (options as WeightOptions).by === 'capacity' ? undefined : apart(0);
    case 'least-loaded':
      if ((options as Partial<LeastLoadedOptions>).by === 'ratio') return undefined;
      return { kind: 'together' };
    case 'power-of-d': {
      const d = (options as Partial<PowerOfDOptions>).d ?? information.probes ?? powerOfDDefaults.d;
      if ((options as Partial<PowerOfDOptions>).by === 'ratio') return undefined;
      if (d === 1) return { kind: 'apart', share: 1 / count, delay: 0 };
      return alike ? { kind: 'sampled', d: Math.min(d, count) } : apart(0);
    }
    case 'join-idle-queue':
      return alike ? { kind: 'sampled', d: 2 } : apart(0);
    case 'peak-ewma':
      return apart({ ...peakEwmaDefaults, ...options }.decay);
    case 'prequal':
      return apart({ ...prequalDefaults, ...options }.recent);
    case 'auction':
      return undefined;
  }
}

function byClass(of: (sla: number) => LeastOf): Record<SlaClass, LeastOf> {
  return Object.fromEntries(slaClasses.map((name, sla) => [name, of(sla)])) as Record<SlaClass, LeastOf>;
}

/** Shares of the classes: of a trace that knows them its own. */
function classShares({ scenario, trace }: LoadedScenario): number[] {
  const { sla } = scenario.tasks;
  const total = sla.gold + sla.silver + sla.bronze;
  const traced = scenario.arrivals.process === 'trace' ? trace?.sla : undefined;
  if (!traced) return slaClasses.map((name) => sla[name] / total);
  const counts = slaClasses.map(() => 0);
  for (const each of traced) counts[each]!++;
  return counts.map((count) => count / traced.length);
}
