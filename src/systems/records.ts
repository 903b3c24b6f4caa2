import type { NamedNetwork } from '../learning/neural/agent.js';

/**
 * What systems tell the outside. Records of tasks, auctions and bids are one object that is used again for the next: an
 * observer copies what it keeps. Amounts are in the scenario's own units.
 */

/** How an auction can end; the index is the code in {@link AuctionRecord.status}. */
export const auctionStatuses = [
  'assigned',
  'assigned-coalition',
  'assigned-above-reserve',
  'retried',
  'rejected',
] as const;

export type AuctionStatus = (typeof auctionStatuses)[number];

/** The codes of {@link auctionStatuses}, by name. */
export const Status = { assigned: 0, coalition: 1, aboveReserve: 2, retried: 3, rejected: 4 } as const;

/** One task, when it has arrived and was put up or placed. */
export interface ArrivalRecord {
  /** 0-based number of the task, in order of arrival. */
  task: number;
  /** Simulated time. */
  time: number;
  load: number;
  /** Work in a unit of load. */
  complexity: number;
  /** Longest sojourn that is no SLA violation. */
  latency: number;
  /** Index into `slaClasses`. */
  sla: number;
}

/** One task, when the last of its work is done. */
export interface CompletionRecord {
  /** 0-based number of the task, in order of arrival. */
  task: number;
  /** Simulated time. */
  time: number;
  /** From its arrival to the start of its first part, and to now. */
  waiting: number;
  sojourn: number;
  /** Index into `slaClasses`. */
  sla: number;
}

/** One auction, after it was decided and the task assigned. */
export interface AuctionRecord {
  /** 0-based, in the order of the auctions. */
  auction: number;
  /** Simulated time. */
  time: number;
  /** 0-based number of the task, in order of first arrival. */
  task: number;
  /** The task's load. */
  load: number;
  /** Id of the server with the lowest bid; −1 where the task was not sold. */
  winner: number;
  /** Lowest bid; NaN where nobody bids, as under a balancer. */
  winningBid: number;
  /** Second-lowest bid; the lowest where only one server bids; NaN where none does. */
  secondPrice: number;
  /** What the winner and its partners are paid together; 0 where the task was not sold. */
  payment: number;
  /** Index into {@link auctionStatuses}. */
  status: number;
  /** How many partners share the task. */
  partnerCount: number;
  /** Ids of the partners, least loaded first; only the first `partnerCount` are of this auction. */
  readonly partners: Int32Array;
}

/** The market at the end of a round. Names are those of the columns of `rounds.csv`, in its order. */
export interface RoundRecord {
  round: number;
  /** Simulated time of the sample: the end of the round, `round + 1`. */
  time: number;
  /** Tasks that arrived in the round. */
  tasks: number;
  /** Reserve after the round's update; NaN under a balancer. */
  reserve: number;
  /** Population standard deviation of loads. */
  fairness: number;
  /** Social welfare, −Σ |load − capacity·target|. */
  welfare: number;
  /** Jain's index of load ratios, in [1/N, 1]; 1 where all are 0. */
  jain: number;
  /** Gini coefficient of load ratios, in [0, 1). */
  gini: number;
  /** Share of the fleet's processing capacity used in the round, in [0, 1]; NaN where no time has passed, or no server ever works. */
  utilisation: number;
  /** Σ load. */
  load: number;
  /** Auctions of the round by status. */
  assigned: number;
  coalition: number;
  above_reserve: number;
  retried: number;
  rejected: number;
  /** Mean over the round's sold auctions; NaN where there were none. */
  mean_winning_bid: number;
  mean_second_price: number;
  /** Σ payments of the round. */
  payments: number;
  /** Tasks that completed in the round. */
  completed: number;
  /** Tasks in the system at its end, those waiting for another auction included. */
  unfinished: number;
  /** Of the completed, those later than their latency requirement, by class. */
  sla_violations_gold: number;
  sla_violations_silver: number;
  sla_violations_bronze: number;
  /** Mean |clearing price − predicted price| over the round's sold auctions; NaN without a predictor. */
  prediction_error: number;
}

/** What is known of the market at the end of a round without a look at servers that have not changed. */
export type SampleRecord = Pick<RoundRecord, 'round' | 'time' | 'reserve' | 'fairness' | 'welfare' | 'load'>;

/** One server at the end of a recorded round. Names are those of the columns of `servers.csv`, in its order. */
export interface ServerRecord {
  round: number;
  server: number;
  load: number;
  sensitivity: number;
  /** load / capacity, not clamped. */
  ratio: number;
  /** Shapley value in the scenario's game. */
  shapley: number;
  /** Its standard error; 0 unless sampled. */
  shapley_error: number;
  /** Σ payments so far, Σ costs so far, and their difference. */
  revenue: number;
  cost: number;
  utility: number;
}

/** One bid, where the scenario records them. */
export interface BidRecord {
  auction: number;
  server: number;
  bid: number;
}

/** Listens to a run. What it does never changes the run. */
export interface Observer {
  /** What profiles call it. */
  readonly name?: string;
  /** Each task, at its arrival, whatever became of it there. */
  arrival?(record: Readonly<ArrivalRecord>): void;
  /** Each task that is completed, those of the warm-up included. */
  completion?(record: Readonly<CompletionRecord>): void;
  /** After each auction. */
  auction?(record: Readonly<AuctionRecord>): void;
  /** Each bid, before its auction; only where the scenario says `metrics.bids: true`. */
  bid?(record: Readonly<BidRecord>): void;
  /** At the end of each round, or at each sample in continuous time. O(servers that have changed). */
  sample?(record: Readonly<SampleRecord>): void;
  /**
   * The same with all that is told of a round. It is not made where nobody listens: inequality takes a look at all N servers, and a
   * sort of those with a load.
   */
  round?(record: Readonly<RoundRecord>): void;
  /** Each recorded server, after its round, every `metrics.every` rounds. */
  server?(record: Readonly<ServerRecord>): void;
  /** Once, when the run has ended, where it has networks that bid: what they have learnt. */
  networks?(networks: readonly NamedNetwork[]): void;
}
