import type { AuctionEvent } from '../systems/auction-event.js';

/** How a quantity moved over the run's rounds, to see whether it settled. */
export interface Trend {
  /** Its value after the first and after the last round. */
  first: number;
  last: number;
  /** Mean and standard deviation over all rounds, and over the last half of them. */
  mean: number;
  standardDeviation: number;
  lateMean: number;
  lateStandardDeviation: number;
}

/** Mean and quantiles of a time, in rounds; all `null` where nothing was observed. */
export interface Times {
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  p999: number | null;
}

/** What came of a run: everything here but `timing` is a function of scenario and seed alone. */
export interface Summary {
  scenario: string;
  seed: number;
  version: string;
  /** SHA-256 over every auction, every round and the final state of every server. */
  digest: string;
  /** Rounds that were run, and why the run ended: `complete`, `drained` or `stalled`. */
  rounds: number;
  stop: 'complete' | 'drained' | 'stalled';
  /** `assigned`, `coalition`, `aboveReserve` and `rejected` count tasks by the status of their last auction. */
  tasks: {
    arrived: number;
    assigned: number;
    coalition: number;
    aboveReserve: number;
    rejected: number;
    completed: number;
    unfinished: number;
    lost: number;
  };
  /** Auctions held, and those that sent a task to another try. */
  auctions: { total: number; retried: number };
  reserve: number;
  fairness: number;
  welfare: number;
  utilisation: number;
  waiting: Times;
  sojourn: Times;
  /** Completed tasks later than their latency requirement, and their weighted sum. */
  slaViolations: { gold: number; silver: number; bronze: number; penalty: number };
  /** Σ payments, Σ costs and Σ utilities over all servers. */
  money: { payments: number; costs: number; utilities: number };
  /** Bids and assignments told: an auction of N bids costs 2N. */
  messages: number;
  /** Mean |clearing price − predicted price|; absent without a predictor. */
  predictionError?: number;
  trends: { reserve: Trend; fairness: Trend; welfare: Trend; totalLoad: Trend };
  /** Where arrivals come from a file: its hash, what was replayed and what was not. */
  trace?: {
    file: string;
    sha256: string;
    rows: number;
    replayed: number;
    afterEnd: number;
    skipped: Record<string, number>;
  };
  /** Final state of the recorded servers. */
  servers: { server: number; load: number; sensitivity: number; utility: number; shapley: number }[];
  firstAuctions: AuctionEvent[];
}
