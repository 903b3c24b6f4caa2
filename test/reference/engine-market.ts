import { KernelQTrainer } from '../../src/learning/neural/kernel-q-trainer.js';
import { numbersOf } from '../../src/learning/neural/network.js';
import { plannedNetworks } from '../../src/scenario/bid-networks.js';
import type { LoadedScenario } from '../../src/scenario/load.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Summary } from '../../src/simulation/summary.js';
import { auctionStatuses, type Observer } from '../../src/systems/records.js';
import type {
  AuctionOutcome,
  MarketInput,
  MarketOutcome,
  RoundOutcome,
  ServerOutcome,
} from './rounds-market.js';

/** What `src` is given to run the same market: servers listed in full, tasks as a trace. */
export function loadedMarket({ scenario, servers, tasks, mechanism }: MarketInput): LoadedScenario {
  const planned = plannedNetworks(scenario, servers.length);
  return {
    scenario,
    servers,
    ...(mechanism && { parts: { files: {}, mechanism } }),
    ...(planned && {
      bidNetworks: { ...planned, createTrainer: (terms, kernel) => new KernelQTrainer(terms, kernel) },
    }),
    trace: {
      file: 'arbitrary.csv',
      sha256: '',
      length: tasks.length,
      time: Float64Array.from(tasks, ({ time }) => time),
      load: Float64Array.from(tasks, ({ load }) => load),
      sla: Uint8Array.from(tasks, ({ sla }) => sla),
      complexity: Float64Array.from(tasks, ({ complexity }) => complexity),
      latency: Float64Array.from(tasks, ({ latency }) => latency),
      skipped: {},
      invalid: 0,
      unread: [],
    },
  };
}

/** Everything that an engine run told, in the words of the reference, and its summary. */
export function runEngine(input: MarketInput): {
  outcome: Omit<MarketOutcome, 'completions'>;
  summary: Summary;
} {
  const auctions: AuctionOutcome[] = [];
  const rounds: RoundOutcome[] = [];
  const bids: number[][] = [];
  const servers: ServerOutcome[][] = [];
  let networks: number[][] = [];
  const observer: Observer = {
    bid: ({ auction, server, bid }) => {
      bids[auction] ??= [];
      bids[auction][server] = bid;
    },
    auction: (record) => {
      const { auction, time, task, load, winner, winningBid, secondPrice, payment } = record;
      auctions.push({
        auction,
        time,
        task,
        load,
        bids: [],
        winner,
        winningBid,
        secondPrice,
        payment,
        status: auctionStatuses[record.status]!,
        partners: [...record.partners.subarray(0, record.partnerCount)],
      });
    },
    server: ({ round, server, load, sensitivity, shapley, revenue, cost }) => {
      servers[round] ??= [];
      servers[round][server] = { load, sensitivity, shapley, revenue, cost };
    },
    round: (record) => {
      rounds.push({
        round: record.round,
        tasks: record.tasks,
        reserve: record.reserve,
        fairness: record.fairness,
        welfare: record.welfare,
        jain: record.jain,
        gini: record.gini,
        utilisation: record.utilisation,
        load: record.load,
        counts: {
          assigned: record.assigned,
          'assigned-coalition': record.coalition,
          'assigned-above-reserve': record.above_reserve,
          retried: record.retried,
          rejected: record.rejected,
        },
        meanWinningBid: record.mean_winning_bid,
        meanSecondPrice: record.mean_second_price,
        payments: record.payments,
        completed: record.completed,
        unfinished: record.unfinished,
        violations: [record.sla_violations_gold, record.sla_violations_silver, record.sla_violations_bronze],
        predictionError: record.prediction_error,
        servers: [],
      });
    },
    networks: (all) => {
      networks = all.map(({ weights }) => [...numbersOf(weights)]);
    },
  };
  const simulation = new Simulation(loadedMarket(input), { observers: [observer] });
  simulation.run();
  const summary = simulation.summary();
  return {
    outcome: {
      auctions: auctions.map((auction, i) => ({ ...auction, bids: bids[i]! })),
      rounds: rounds.map((round, i) => ({ ...round, servers: servers[i]! })),
      networks,
      stop: summary.stop,
    },
    summary,
  };
}
