import type { System } from '../engine/system.js';
import { giniCoefficient, jainIndex } from '../statistics/dispersion.js';
import type { Servers } from '../world/servers.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';
import {
  type ArrivalRecord,
  type AuctionRecord,
  type Observer,
  type RoundRecord,
  type SampleRecord,
  type ServerRecord,
  Status,
} from './records.js';
import type { ShapleyValues } from './shapley.js';

/**
 * Tells observers of each auction and each round. It listens only: it draws nothing, schedules nothing and
 * changes nothing of the market.
 */
export function metricsSystem(
  market: Market,
  shapley: ShapleyValues,
  isRecorded: (round: number) => boolean,
  observers: readonly Observer[],
): System {
  const tellArrival = arrivalTeller(market, observers);
  const tellAuction = auctionTeller(market, observers);
  const tellSample = sampleTeller(market, observers);
  const tellRound = roundTeller(market, observers);
  const tellServers = serverTeller(market, shapley, observers);
  const tell = (time: number, round: number): void => {
    tellSample(time, round);
    tellRound(time, round);
    if (isRecorded(round)) tellServers(round);
  };
  return {
    name: 'metrics',
    on: {
      [EventKind.TaskRetry]: tellAuction,
      [EventKind.TaskArrival](time) {
        tellArrival(time);
        tellAuction(time);
      },
      [EventKind.RoundEnd]: tell,
      [EventKind.Sample]: tell,
    },
  };
}

function arrivalTeller({ auction, world }: Market, observers: readonly Observer[]) {
  const listeners = observers.filter((observer) => observer.arrival);
  const record: ArrivalRecord = { task: 0, time: 0, load: 0, complexity: 0, latency: 0, sla: 0 };
  const { tasks } = world;
  return (time: number): void => {
    if (listeners.length === 0) return;
    const row = auction.task;
    record.task = tasks.number[row]!;
    record.time = time;
    record.load = auction.load;
    record.complexity = tasks.complexity[row]!;
    record.latency = tasks.latency[row]!;
    record.sla = tasks.sla[row]!;
    for (const listener of listeners) listener.arrival!(record);
  };
}

function auctionTeller({ auction, world }: Market, observers: readonly Observer[]) {
  const listeners = observers.filter((observer) => observer.auction);
  const record: AuctionRecord = {
    auction: 0,
    time: 0,
    task: 0,
    load: 0,
    winner: 0,
    winningBid: 0,
    secondPrice: 0,
    payment: 0,
    status: 0,
    partnerCount: 0,
    partners: auction.member.subarray(1),
  };
  return (time: number): void => {
    if (listeners.length === 0) return;
    record.auction = auction.number;
    record.time = time;
    record.task = world.tasks.number[auction.task]!;
    record.load = auction.load;
    record.winner = auction.winner;
    record.winningBid = auction.winningBid;
    record.secondPrice = auction.secondPrice;
    record.payment = auction.payment;
    record.status = auction.status;
    record.partnerCount = Math.max(0, auction.members - 1);
    for (const listener of listeners) listener.auction!(record);
  };
}

function sampleTeller({ allocation, fleet }: Market, observers: readonly Observer[]) {
  const listeners = observers.filter((observer) => observer.sample);
  return (time: number, round: number): void => {
    const record: SampleRecord = {
      round,
      time,
      reserve: allocation.reserve,
      fairness: fleet.fairness,
      welfare: fleet.welfare,
      load: fleet.load,
    };
    for (const listener of listeners) listener.sample!(record);
  };
}

function roundTeller(market: Market, observers: readonly Observer[]) {
  const listeners = observers.filter((observer) => observer.round);
  const { allocation, fleet, round: tally, scenario, world } = market;
  const { count } = world.servers;
  const ratios = new Float64Array(count);
  const workRate = fleet.processingRate * scenario.servers.slots;
  let last = 0;

  return (time: number, round: number): void => {
    if (listeners.length === 0) return;
    const loaded = loadedRatios(world.servers, ratios);
    const record: RoundRecord = {
      round,
      time,
      tasks: tally.arrived,
      reserve: allocation.reserve,
      fairness: fleet.fairness,
      welfare: fleet.welfare,
      jain: jainIndex(ratios, loaded, count),
      gini: giniCoefficient(ratios, loaded, count),
      utilisation: workRate > 0 && time > last ? tally.work / (workRate * (time - last)) : Number.NaN,
      load: fleet.load,
      assigned: tally.byStatus[Status.assigned]!,
      coalition: tally.byStatus[Status.coalition]!,
      above_reserve: tally.byStatus[Status.aboveReserve]!,
      retried: tally.byStatus[Status.retried]!,
      rejected: tally.byStatus[Status.rejected]!,
      mean_winning_bid: tally.winningBids / tally.sold,
      mean_second_price: tally.secondPrices / tally.sold,
      payments: tally.payments,
      completed: tally.completed,
      unfinished: world.tasks.live,
      sla_violations_gold: tally.violations[0]!,
      sla_violations_silver: tally.violations[1]!,
      sla_violations_bronze: tally.violations[2]!,
      prediction_error: allocation.predictor ? tally.predictionErrors / tally.sold : Number.NaN,
    };
    last = time;
    for (const listener of listeners) listener.round!(record);
  };
}

/** Writes the ratios of the servers that have a load to `out`, in order of id, and returns how many there are. */
function loadedRatios(servers: Servers, out: Float64Array): number {
  let loaded = 0;
  for (let server = 0; server < servers.count; server++) {
    const ratio = servers.ratio(server);
    if (ratio > 0) out[loaded++] = ratio;
  }
  return loaded;
}

function serverTeller({ world }: Market, shapley: ShapleyValues, observers: readonly Observer[]) {
  const listeners = observers.filter((observer) => observer.server);
  const { servers } = world;
  const recorded = world.recordedServers();
  return (round: number): void => {
    for (const server of recorded) {
      const record: ServerRecord = {
        round,
        server,
        load: servers.load[server]!,
        sensitivity: servers.sensitivity[server]!,
        ratio: servers.ratio(server),
        shapley: shapley.value[server]!,
        shapley_error: shapley.error[server]!,
        revenue: servers.revenue[server]!,
        cost: servers.cost[server]!,
        utility: servers.revenue[server]! - servers.cost[server]!,
      };
      for (const listener of listeners) listener.server!(record);
    }
  };
}
