import { armSelections } from '../learning/arm-selections.js';
import type { BidPredictor } from '../learning/bid-predictor.js';
import type { LearningTerms } from '../learning/learner.js';
import { LinearPredictor } from '../learning/linear-predictor.js';
import { MlpPredictor } from '../learning/neural/mlp-predictor.js';
import { BidFunctions } from '../market/bids.js';
import { Coalitions } from '../market/coalitions.js';
import { KnownBidders } from '../market/known-bidders.js';
import { Lies } from '../market/lies.js';
import { MechanismAuction } from '../market/mechanism-auction.js';
import { Reserve } from '../market/reserve.js';
import { strategies } from '../market/strategies.js';
import { CounterDraws } from '../random/counter-draws.js';
import { PairNoise } from '../random/pair-noise.js';
import type { Streams } from '../random/streams.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Scenario } from '../scenario/schema.js';
import type { Tick } from '../systems/allocation.js';
import { auctionSystem } from '../systems/auction/auction.js';
import { AuctionHouse } from '../systems/auction/auction-house.js';
import { bidLearningSystem, bidNotesSystem } from '../systems/auction/bid-learning.js';
import { biddingSystem } from '../systems/auction/bidding.js';
import { coalitionSystem } from '../systems/auction/coalition.js';
import { learningSystem } from '../systems/auction/learning.js';
import { reserveSystem } from '../systems/auction/reserve.js';
import { settlementSystem } from '../systems/auction/settlement.js';
import { EventKind } from '../systems/events.js';
import type { Servers } from '../world/servers.js';
import type { Allocator } from './allocator.js';
import { bidActorOf } from './bid-actor.js';
import type { Components } from './components.js';
import type { RunTerms } from './run-terms.js';

/** Has tasks auctioned, as a scenario says. */
export function auctioning(
  loaded: LoadedScenario,
  servers: Servers,
  streams: Streams,
  { components, observers, outside }: RunTerms,
): Allocator {
  const { scenario } = loaded;
  const { learner, payment, split } = components;
  const house = createHouse(loaded, components, servers, streams);
  const { actor } = house;
  return {
    allocation: house,
    deciding: (market, unsold) => [
      biddingSystem(market, house, observers),
      auctionSystem(market, house, payment, unsold),
      ...(actor ? [bidNotesSystem(market, actor)] : []),
      coalitionSystem(market, house, split),
      settlementSystem(market, house),
    ],
    learning: (market) => [
      ...(outside ? [learningSystem(market, outside, [EventKind.RoundStart])] : []),
      ...(learner && !outside
        ? [learningSystem(market, learner(learningTerms(scenario, servers, streams)))]
        : []),
      ...(actor ? [bidLearningSystem(actor)] : []),
      reserveSystem(market, house.prices),
    ],
  };
}

function createHouse(
  loaded: LoadedScenario,
  { learner, partnerChoice }: Components,
  servers: Servers,
  streams: Streams,
): AuctionHouse {
  const { parts, scenario } = loaded;
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
  return new AuctionHouse({
    bids,
    known,
    costs: known ? new BidFunctions(servers, scenario.bidding, noise) : bids,
    winners: parts?.mechanism
      ? new MechanismAuction(bids, parts.mechanism)
      : strategies[winnerDetermination](bids),
    coalitions: new Coalitions(bidders, servers.coalition, { ...scenario.coalition, choice: partnerChoice }),
    prices: new Reserve(scenario.auction.reserve),
    predictor,
    actor,
    ticks: ticksOf(scenario, learner !== undefined || actor !== undefined),
  });
}

function predictorOf({ bidding }: Scenario, servers: Servers, streams: Streams): BidPredictor | undefined {
  const { predictor } = bidding;
  if (predictor.kind === 'none') return undefined;
  const uniform = streams.uniform('predictor/weights');
  if (predictor.kind === 'mlp') return new MlpPredictor(servers, uniform, predictor.rate, predictor.shading);
  const weights = Float64Array.from({ length: servers.count }, () => 0.8 + 0.4 * uniform());
  return new LinearPredictor(servers, weights, predictor.rate, predictor.shading);
}

function learningTerms({ learning }: Scenario, servers: Servers, streams: Streams): LearningTerms {
  return {
    ...learning,
    servers: servers.count,
    policy: armSelections[learning.policy],
    draws: new CounterDraws(streams.key('learning')),
  };
}

/** The ticks that do something. */
function ticksOf({ auction, learning }: Scenario, learns: boolean): Tick[] {
  return [
    ...(learns ? [{ kind: EventKind.LearningTick, interval: learning.interval }] : []),
    ...(auction.reserve.update === 'round'
      ? [{ kind: EventKind.ReserveTick, interval: auction.reserve.interval }]
      : []),
  ];
}
