import { erlangC } from './mmc.js';

/** E[S], E[S²], E[S³] and E[S⁴]; `Infinity` where there is none. */
export type ServiceMoments = readonly [number, number, number, number];

/**
 * How a mean over n successive tasks scatters: its squared relative standard error is (shared + own) / n for large n.
 * `shared` is what neighbours have in common, which lasts, `own` what is each task's.
 */
export interface Scatter {
  readonly shared: number;
  readonly own: number;
}

export interface TimeScatter {
  readonly waiting: Scatter;
  readonly sojourn: Scatter;
  /** Time after which the system has forgotten what it was, about. */
  readonly memory: number;
}

/** What a queue is told of its arrivals and its service. */
export interface QueueTerms {
  /** λ. */
  readonly arrivalRate: number;
  /** ca² of the gaps; over many tasks (index of dispersion), where gaps are correlated. */
  readonly arrivalVariation: number;
  /** Of one slot. */
  readonly service: ServiceMoments;
  readonly slots: number;
}

const nothing: Scatter = { shared: 0, own: 0 };

/** λ E[S] / slots. */
export const loadOf = ({ arrivalRate, service, slots }: QueueTerms): number =>
  (arrivalRate * service[0]) / slots;

const variationOf = ([mean, second]: ServiceMoments): number => Math.max(0, second / mean ** 2 - 1);

/**
 * One queue, first come, first served, ρ < 1. Of M/G/1 the workload's asymptotic variance is
 * λ E[S⁴] / 4(1 − ρ)² + 5λ² E[S²] E[S³] / 6(1 − ρ)³ + λ³ E[S²]³ / 2(1 − ρ)⁴ (Abate & Whitt 1994; the last term is that of
 * reflected Brownian motion, Whitt 1989); with other arrivals E[S²] is replaced by E[S]² (ca² + cs²). Several slots are
 * taken as one that is as much faster, at which fewer wait by Erlang's formula. Memory is that of reflected Brownian
 * motion, E[S] (ca² + cs²) / (1 − ρ)² (Whitt 1989).
 */
export function queueScatter(terms: QueueTerms): TimeScatter {
  const { arrivalRate, arrivalVariation, service, slots } = terms;
  const load = loadOf(terms);
  const left = 1 - load;
  const variation = variationOf(service);
  const [mean, , third, fourth] = service.map(
    (moment, i) => moment / slots ** (i + 1),
  ) as unknown as ServiceMoments;
  const second = mean ** 2 * (arrivalVariation + variation);
  const memory = (mean * (arrivalVariation + variation)) / left ** 2 + (slots > 1 ? service[0] : 0);
  if (second === 0) return { waiting: nothing, sojourn: nothing, memory };
  const delayed = erlangC(slots, arrivalRate * service[0]) / load;
  const wait = (arrivalRate * second) / (2 * left);
  const squares = 2 * wait ** 2 + (arrivalRate * third) / (3 * left);
  const asymptotic =
    (arrivalRate * fourth) / (4 * left ** 2) +
    (5 * arrivalRate ** 2 * second * third) / (6 * left ** 3) +
    (arrivalRate ** 3 * second ** 3) / (2 * left ** 4);
  const waiting = {
    shared: (arrivalRate * asymptotic) / wait ** 2 / delayed,
    own: squares / wait ** 2 / delayed - 1,
  };
  return { waiting, sojourn: withService(waiting, wait * delayed, service), memory };
}

/** Scatter of waiting and service together, which do not depend on each other. */
function withService({ shared, own }: Scatter, wait: number, service: ServiceMoments): Scatter {
  const sojourn = wait + service[0];
  // Nobody waits: what there is of it scatters without bound, and is nothing of the whole.
  if (wait === 0) return { shared: 0, own: variationOf(service) };
  return {
    shared: shared * (wait / sojourn) ** 2,
    own: (own * wait ** 2 + variationOf(service) * service[0] ** 2) / sojourn ** 2,
  };
}

/** The same under processor sharing: tasks in the system follow the work there is, and nobody waits. */
export function sharedQueueScatter(terms: QueueTerms): TimeScatter {
  const { arrivalRate, arrivalVariation, service, slots } = terms;
  const left = 1 - loadOf(terms);
  const variation = variationOf(service);
  const mean = service[0] / slots;
  const memory = (mean * (arrivalVariation + variation)) / left ** 2 + (slots > 1 ? service[0] : 0);
  const shared = (2 * arrivalRate ** 2 * mean ** 2 * (arrivalVariation + variation)) / left ** 2;
  return { waiting: nothing, sojourn: { shared, own: 1 + 2 * variation }, memory };
}

/**
 * `queues` queues, each task at the shortest of d of them. The linearised mean field (Mitzenmacher 2001) forgets in about
 * 1.1 E[S] / (1 − ρ) at d = 2 with exponential gaps and service, sooner at larger d. The scatter 2.5 (ca² + cs²) / (1 − ρ) is no theorem: it was set by hand.
 * That it asks for enough tasks is measured where docs/intervals.md has a row (npm run coverage), and nowhere else.
 */
export function sampledQueuesScatter(terms: QueueTerms, queues: number, d: number): TimeScatter {
  const { arrivalVariation, service, slots } = terms;
  const load = loadOf({ ...terms, slots: slots * queues });
  const left = 1 - load;
  const variation = arrivalVariation + variationOf(service);
  const memory =
    (0.55 * variation * service[0]) / left + (service[0] * variation) / (queues * slots * left ** 2);
  const shared = (2.5 * variation) / left;
  const own = 1 + 2 * variation;
  const delayed = Math.max(Number.MIN_VALUE, load ** d);
  return {
    waiting: { shared: shared / delayed, own: own / delayed },
    sojourn: { shared, own },
    memory,
  };
}
