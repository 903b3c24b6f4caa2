import type { Scheduler } from '../engine/scheduler.js';
import type { System } from '../engine/system.js';
import { FleetTotals } from '../market/fleet-totals.js';
import { Streams } from '../random/streams.js';
import type { LoadedScenario } from '../scenario/load.js';
import { accountsSystem } from '../systems/accounts.js';
import { completion, Durations } from '../systems/completion.js';
import type { Auction, Market } from '../systems/market.js';
import { metricsSystem } from '../systems/metrics.js';
import { auctionStatuses, type Observer } from '../systems/records.js';
import { type ShapleyValues, shapleySystem } from '../systems/shapley.js';
import { Tally } from '../systems/tally.js';
import { unsoldTasks } from '../systems/unsold.js';
import { slaClasses } from '../workload/trace.js';
import { World } from '../world/world.js';
import { auctioning } from './auction-house.js';
import { balancing } from './balancer.js';
import { fleet, recordedIds } from './fleet.js';
import { type LeastTasks, leastTasks, neverTold } from './least-tasks.js';
import type { RunTerms } from './run-terms.js';
import type { Timeline } from './timeline/timeline.js';
import { timelineOf } from './timeline-of.js';

/** What a scenario becomes: parts that are put together, but not yet started. */
export interface Model {
  readonly market: Market;
  readonly timeline: Timeline;
  /** In the order in which a task, and the end of a round, meets them; the timeline's clock comes behind them. */
  readonly systems: readonly System[];
  readonly waiting: Durations;
  readonly sojourn: Durations;
  /** First tasks that statistics leave out. */
  readonly warmup: number;
  /** Measured tasks that intervals of means need. */
  readonly least: LeastTasks;
  readonly shapley: ShapleyValues;
  readonly streams: Streams;
  /** Parts that a program has given. */
  readonly given: readonly string[];
}

/** Builds world, market and systems of a scenario. */
export function modelOf(loaded: LoadedScenario, scheduler: Scheduler, terms: RunTerms): Model {
  const { scenario } = loaded;
  const { components, given, observers, warmup } = terms;
  const { attributes, balancer } = components;
  const streams = new Streams(scenario.seed);
  const world = new World(fleet(loaded, streams), scenario.servers.count);
  const { servers } = world;
  const allocator = balancer
    ? balancing(balancer, scenario, servers, streams)
    : auctioning(loaded, servers, streams, terms);
  const market: Market = {
    scenario,
    world,
    fleet: new FleetTotals(servers),
    allocation: allocator.allocation,
    auction: emptyAuction(scenario.coalition.partners),
    round: new Tally(auctionStatuses.length, slaClasses.length),
    total: new Tally(auctionStatuses.length, slaClasses.length),
    fruitlessFailures: 0,
  };
  const isRecorded = recording(loaded, world, observers);
  const timeline = timelineOf(loaded, components, scheduler, streams, warmup);
  const [waiting, sojourn] = [new Durations(), new Durations()];
  const shapley = { value: new Float64Array(servers.count), error: new Float64Array(servers.count) };
  const systems = [
    timeline.arrival(market, attributes(streams)),
    ...allocator.deciding(market, unsoldTasks(market, scheduler, timeline.retryAfter)),
    ...timeline.work(market, completion(market, waiting, sojourn, warmup, observers)),
    ...allocator.learning(market),
    shapleySystem(market, shapley, isRecorded, streams),
    ...timeline.measuring(market),
    metricsSystem(market, shapley, isRecorded, observers),
    accountsSystem(market),
  ];
  // Theory knows the parts that have names.
  const least = given.length > 0 ? neverTold : leastTasks(loaded, warmup, servers.processingRate);
  return { market, timeline, systems, waiting, sojourn, warmup, least, shapley, streams, given };
}

/** Marks the servers that are recorded, and says for which rounds they are: none, where nobody listens. */
function recording(
  loaded: LoadedScenario,
  world: World,
  observers: readonly Observer[],
): (round: number) => boolean {
  const recorded = recordedIds(loaded);
  for (const server of recorded) world.record(server);
  const { every } = loaded.scenario.metrics;
  const isWatched = recorded.length > 0 && observers.some((observer) => observer.server);
  return (round) => isWatched && round % every === 0;
}

function emptyAuction(partners: number): Auction {
  return {
    number: 0,
    task: -1,
    load: 0,
    winner: -1,
    winningBid: 0,
    runnerUp: -1,
    secondPrice: 0,
    status: 0,
    payment: 0,
    members: 0,
    member: new Int32Array(partners + 1),
    share: new Float64Array(partners + 1),
  };
}
