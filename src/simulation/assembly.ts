import type { Scheduler } from '../engine/scheduler.js';
import type { System } from '../engine/system.js';
import { armSelections } from '../learning/arm-selections.js';
import type { BidPredictor } from '../learning/bid-predictor.js';
import type { Learner, LearningTerms } from '../learning/learner.js';
import { learners } from '../learning/learners.js';
import { LinearPredictor } from '../learning/linear-predictor.js';
import { MlpPredictor } from '../learning/neural/mlp-predictor.js';
import { type Bidders, BidFunctions } from '../market/bids.js';
import { Coalitions } from '../market/coalitions.js';
import { FleetTotals } from '../market/fleet-totals.js';
import { KnownBidders } from '../market/known-bidders.js';
import { Lies } from '../market/lies.js';
import { MechanismAuction } from '../market/mechanism-auction.js';
import { partnerChoices } from '../market/partner-choices.js';
import { Reserve } from '../market/reserve.js';
import { strategies } from '../market/strategies.js';
import { CounterDraws } from '../random/counter-draws.js';
import { PairNoise } from '../random/pair-noise.js';
import { Streams } from '../random/streams.js';
import type { ContinuousClock, RoundsClock } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Scenario } from '../scenario/schema.js';
import { arrivalSystem } from '../systems/arrival.js';
import { auctionSystem } from '../systems/auction.js';
import { bidLearningSystem, bidNotesSystem } from '../systems/bid-learning.js';
import { biddingSystem } from '../systems/bidding.js';
import { coalitionSystem } from '../systems/coalition.js';
import { type Completion, completion, Durations } from '../systems/completion.js';
import { continuousArrivalSystem } from '../systems/continuous-arrival.js';
import { EventKind } from '../systems/events.js';
import { failureSystem } from '../systems/failure.js';
import { learningSystem } from '../systems/learning.js';
import { Levels, levelsSystem } from '../systems/levels.js';
import type { Auction, AuctionHouse, Market } from '../systems/market.js';
import { metricsSystem } from '../systems/metrics.js';
import { placementSystem } from '../systems/placement.js';
import { processingSystem } from '../systems/processing.js';
import { auctionStatuses, type Observer } from '../systems/records.js';
import { reserveSystem } from '../systems/reserve.js';
import { RoundsWindow, roundsWindowSystem } from '../systems/rounds-window.js';
import { serviceSystem } from '../systems/service.js';
import { settlementSystem } from '../systems/settlement.js';
import { type ShapleyValues, shapleySystem } from '../systems/shapley.js';
import { Tally } from '../systems/tally.js';
import { type Unsold, unsoldTasks } from '../systems/unsold.js';
import type { ArrivalProcess } from '../workload/arrival-process.js';
import { arrivalProcesses } from '../workload/arrival-processes.js';
import { type AttributeSource, drawnAttributes, tracedAttributes } from '../workload/task-attributes.js';
import { slaClasses } from '../workload/trace.js';
import type { Servers } from '../world/servers.js';
import { World } from '../world/world.js';
import { bidActorOf } from './bid-actor.js';
import { failureDraws } from './failure-draws.js';
import { fleet, recordedIds } from './fleet.js';
import { type LeastTasks, leastTasks } from './least-tasks.js';
import { placementOf } from './placement.js';

/** A simulation's parts, put together but not yet started. */
export interface Parts {
  readonly market: Market;
  /** In the order in which a task, and the end of a round, meets them. */
  readonly systems: readonly System[];
  readonly waiting: Durations;
  readonly sojourn: Durations;
  /** First tasks that statistics leave out. */
  readonly warmup: number;
  /** Measured tasks that intervals of means need. */
  readonly least: LeastTasks;
  /** Averages over time; of a continuous run only. */
  readonly levels: Levels;
  /** What is measured over the rounds of arrivals; of a run in rounds only. */
  readonly roundsWindow: RoundsWindow;
  readonly shapley: ShapleyValues;
  readonly streams: Streams;
}

/**
 * Builds world, market and systems of a scenario.
 *
 * @param warmup - first tasks that statistics leave out
 * @param outside - acts at the start of each round, in place of the scenario's learner at the end of it
 */
export function assemble(
  loaded: LoadedScenario,
  scheduler: Scheduler,
  observers: readonly Observer[],
  warmup: number,
  outside?: Learner,
): Parts {
  const { scenario } = loaded;
  const streams = new Streams(scenario.seed);
  const market = createMarket(loaded, streams);
  const { world } = market;
  const recorded = recordedIds(loaded);
  for (const server of recorded) world.record(server);
  const isWatched = recorded.length > 0 && observers.some((observer) => observer.server);
  const isRecorded = (round: number): boolean => isWatched && round % scenario.metrics.every === 0;

  const waiting = new Durations();
  const sojourn = new Durations();
  const levels = new Levels(world.servers.count, scheduler);
  const roundsWindow = new RoundsWindow();
  const shapley = {
    value: new Float64Array(world.servers.count),
    error: new Float64Array(world.servers.count),
  };
  const complete = completion(market, waiting, sojourn, warmup, observers);
  const [arrival, work] =
    scenario.time.mode === 'rounds'
      ? inRounds(loaded, scenario.time, scheduler, market, streams, complete)
      : inContinuousTime(loaded, scenario.time, scheduler, market, streams, complete, levels, warmup);
  const unsold = unsoldTasks(market, scheduler);
  const systems = [
    arrival,
    ...(market.placement ? [placementSystem(market, market.placement, unsold), ...work] : []),
    ...(market.house
      ? auctioned(loaded, market, market.house, streams, unsold, work, observers, outside)
      : []),
    shapleySystem(market, shapley, isRecorded, streams),
    ...(market.house ? [reserveSystem(market, market.house.reserve)] : []),
    ...(scenario.time.mode === 'rounds'
      ? [roundsWindowSystem(market, roundsWindow, scenario.time.rounds)]
      : []),
    metricsSystem(market, shapley, isRecorded, observers),
  ];
  const least = leastTasks(loaded, warmup, world.servers.processingRate);
  return { market, systems, waiting, sojourn, warmup, least, levels, roundsWindow, shapley, streams };
}

/** The systems of an auction, in the order in which a task, and the end of a round, meets them. */
function auctioned(
  { scenario }: LoadedScenario,
  market: Market,
  house: AuctionHouse,
  streams: Streams,
  unsold: Unsold,
  work: readonly System[],
  observers: readonly Observer[],
  outside: Learner | undefined,
): System[] {
  const { actor } = house;
  // Where nobody learns, nobody is asked: a call a server and round, and 32 bytes.
  const learns = scenario.learning.mode !== 'none';
  return [
    biddingSystem(market, house, observers),
    auctionSystem(market, house, unsold),
    ...(actor ? [bidNotesSystem(market, actor)] : []),
    coalitionSystem(market, house),
    settlementSystem(market, house),
    ...work,
    ...(outside ? [learningSystem(market, outside, [EventKind.RoundStart])] : []),
    ...(learns && !outside
      ? [learningSystem(market, learnerOf(scenario, market.world.servers, streams))]
      : []),
    ...(actor ? [bidLearningSystem(actor)] : []),
  ];
}

/** The system that brings tasks in, and those by which they are worked off. */
type ClockParts = readonly [arrival: System, work: readonly System[]];

function inRounds(
  loaded: LoadedScenario,
  clock: RoundsClock,
  scheduler: Scheduler,
  market: Market,
  streams: Streams,
  complete: Completion,
): ClockParts {
  const counts = arrivalsOf(loaded).counts(arrivalTerms(loaded), streams.uniform('arrivals'));
  return [
    arrivalSystem(market, scheduler, clock.rounds, counts, attributesOf(loaded, streams)),
    [processingSystem(market, complete)],
  ];
}

function inContinuousTime(
  loaded: LoadedScenario,
  clock: ContinuousClock,
  scheduler: Scheduler,
  market: Market,
  streams: Streams,
  complete: Completion,
  levels: Levels,
  warmup: number,
): ClockParts {
  const times = arrivalsOf(loaded).times(arrivalTerms(loaded), streams.uniform('arrivals'));
  const { failures } = loaded.scenario.servers;
  return [
    continuousArrivalSystem(market, scheduler, clock, times, attributesOf(loaded, streams)),
    [
      serviceSystem(market, scheduler, complete, levels),
      levelsSystem(market, scheduler, levels, warmup),
      ...(failures ? [failureSystem(market, scheduler, failureDraws(failures, streams))] : []),
    ],
  ];
}

function createMarket(loaded: LoadedScenario, streams: Streams): Market {
  const { scenario } = loaded;
  const world = new World(fleet(loaded, streams), scenario.servers.count);
  const placement = placementOf(scenario, world.servers, streams);
  return {
    scenario,
    world,
    fleet: new FleetTotals(world.servers),
    house: placement ? undefined : auctionHouse(loaded, world.servers, streams),
    placement,
    auction: emptyAuction(scenario.coalition.partners),
    round: new Tally(auctionStatuses.length, slaClasses.length),
    total: new Tally(auctionStatuses.length, slaClasses.length),
    undone: 0,
  };
}

function auctionHouse(loaded: LoadedScenario, servers: Servers, streams: Streams): AuctionHouse {
  const { mechanism, scenario } = loaded;
  const { lies: told, maximum, winnerDetermination } = scenario.bidding;
  const predictor = predictorOf(scenario, servers, streams);
  // A predictor that does not shade leaves bids to the faster path.
  const shading = predictor && predictor.shading > 0 ? predictor : undefined;
  const noise = new PairNoise(streams.key('bids/noise'));
  const actor = bidActorOf(loaded, servers, streams);
  const lies = told && told.length > 0 ? new Lies(told, maximum) : undefined;
  const { delay } = scenario.information;
  const known = delay > 0 ? new KnownBidders(servers, delay, shading) : undefined;
  const bidders = known ?? servers;
  const bids = new BidFunctions(
    bidders,
    scenario.bidding,
    noise,
    known ? known.shading : shading,
    actor,
    lies,
  );
  return {
    bids,
    known,
    costs: known ? new BidFunctions(servers, scenario.bidding, noise) : bids,
    winners: mechanism ? new MechanismAuction(bids, mechanism) : strategies[winnerDetermination](bids),
    coalitions: coalitionsOf(scenario, bidders, servers.coalition),
    reserve: new Reserve(scenario.auction.reserve),
    predictor,
    actor,
    messages: 0,
  };
}

function coalitionsOf({ coalition }: Scenario, bidders: Bidders, membership: Int32Array): Coalitions {
  return new Coalitions(bidders, membership, {
    ...coalition,
    choice: partnerChoices[coalition.choice],
  });
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

function predictorOf({ bidding }: Scenario, servers: Servers, streams: Streams): BidPredictor | undefined {
  const { predictor } = bidding;
  if (predictor.kind === 'none') return undefined;
  const uniform = streams.uniform('predictor/weights');
  if (predictor.kind === 'mlp') return new MlpPredictor(servers, uniform, predictor.rate, predictor.shading);
  const weights = Float64Array.from({ length: servers.count }, () => 0.8 + 0.4 * uniform());
  return new LinearPredictor(servers, weights, predictor.rate, predictor.shading);
}

function learnerOf({ learning }: Scenario, servers: Servers, streams: Streams): Learner {
  const create: (terms: LearningTerms) => Learner = learners[learning.mode];
  return create({
    ...learning,
    servers: servers.count,
    policy: armSelections[learning.policy],
    draws: new CounterDraws(streams.key('learning')),
  });
}

function arrivalsOf({ scenario }: LoadedScenario): ArrivalProcess<object> {
  return arrivalProcesses[scenario.arrivals.process];
}

function arrivalTerms({ scenario, trace }: LoadedScenario): object {
  return { ...scenario.arrivals, trace };
}

function attributesOf({ scenario, trace }: LoadedScenario, streams: Streams): AttributeSource {
  const drawn = drawnAttributes(scenario.tasks, streams);
  const terms = scenario.arrivals;
  return terms.process === 'trace' ? tracedAttributes(trace!, terms, drawn) : drawn;
}
