import type { IdleSetting } from '../scenario/idle-settings.js';
import type { AuctionEvent } from '../systems/auction-event.js';
import type { SlaClass } from '../workload/trace.js';

/** How a quantity moved over the run's rounds, to see whether it settled. */
export interface Trend {
  /** Its value after the first and after the last round. */
  first: number;
  last: number;
  /** Mean and standard deviation over all rounds, and over the last half of them; `null` where none was in it. */
  mean: number;
  standardDeviation: number;
  lateMean: number | null;
  lateStandardDeviation: number | null;
}

/**
 * Mean and quantiles of a time, in rounds or units of time; all `null` where nothing was observed, and
 * `p90`, `p99` and `p999` where fewer than 10 tasks lie beyond them: of fewer than 100, 1,000 and 10,000.
 */
export interface Times {
  mean: number | null;
  /**
   * Half the width of the 95 % confidence interval of the mean, by batch means; `null` where the run is too short for its
   * load, or where no length is known to be enough: see `least`.
   */
  halfWidth: number | null;
  /** Measured tasks from which on the interval is told; `null` where it is told or no number is known, as in rounds. */
  least: number | null;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  p999: number | null;
}

/** What all lies of a run were worth to a server. */
export interface LieGain {
  server: number;
  /** Σ payments − Σ true costs. */
  utility: number;
  /** The same where everybody tells the truth, under the same seed. */
  truthful: number;
  /** utility − truthful. */
  gain: number;
}

/**
 * The measured window: the rounds of arrivals or, in continuous time, from the arrival of the first measured task (from the
 * start where all are measured) to the end of arrivals. Neither filling nor draining counts.
 */
export interface WindowSummary {
  /** Tasks that arrived in it: all but the warm-up. */
  tasks: number;
  /** Share of them that was not completed by the end of the run; `null` where there are none. */
  unserved: number | null;
  /**
   * Standard deviation of loads: average over time; in rounds, mean of the ends of rounds. `null` where the window has no length.
   */
  fairness: number | null;
  /** Messages between balancer, or auctioneer, and servers in that time. */
  messages: number;
}

/** Averages over the measured window of a continuous run; `null` where it has no length. */
export interface LevelSummary {
  from: number;
  to: number;
  /** First tasks that statistics leave out: what the scenario says, or what MSER-5 has found. */
  warmup: number;
  /**
   * Tasks in the system. Of these: tasks on which no work has begun; tasks of which a part is served; and tasks on which work has
   * begun and of which no part is served.
   */
  tasksInSystem: number | null;
  tasksWaiting: number | null;
  tasksInService: number | null;
  tasksPaused: number | null;
  /**
   * By how much these three are off from adding up to all, or from what single tasks spent in each, as a share of all: rounding of about
   * 10⁻¹², or a fault.
   */
  statesError: number | null;
  /** Slots of servers at work. */
  slotsAtWork: number | null;
  /** Little's law over that time: L = tasks in the system, λ = tasks that left a unit of time, W = their mean sojourn. */
  littlesLaw: {
    throughput: number | null;
    /** `null` where no task left. */
    sojourn: number | null;
    /** (L − λW) / L: tasks that were cut off by either end; `null` where the system was empty. */
    gap: number | null;
    /** What is left when those are accounted for: rounding. */
    error: number | null;
  };
}

/** What came of a run: everything here but `timing` is a function of scenario and seed alone. */
export interface Summary {
  scenario: string;
  seed: number;
  version: string;
  /** SHA-256 over every auction, every round and the final state of every server. */
  digest: string;
  /**
   * Whether time went in rounds, and how many of them, or how much time, there was; why the run ended: `stalled` where
   * nothing can change any more, or failures undo the work that is left again and again.
   */
  clock: 'rounds' | 'continuous';
  time: number;
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
  /** Completed tasks that times and SLA violations are of: those after the warm-up. */
  measured: number;
  /** Auctions held, and those that sent a task to another try; tasks that failed servers had to give back. */
  auctions: { total: number; retried: number; reassigned: number };
  /** At the end of the run, as are the next two; `null` where a balancer places the tasks. */
  reserve: number | null;
  fairness: number;
  welfare: number;
  /** Of the measured window; `null` where it has no length, or no server ever works. */
  utilisation: number | null;
  window: WindowSummary;
  waiting: Times;
  sojourn: Times;
  /** The same of each SLA class. */
  classes: Record<SlaClass, { waiting: Times; sojourn: Times }>;
  /**
   * Parts of the user's own: where the scenario names each and its file as it is written there, or the name of a component that a
   * program gave. Absent where there are none.
   */
  ownParts?: readonly { readonly part: string; readonly file?: string }[];
  /** Averages over time; of a continuous run only. */
  levels?: LevelSummary;
  /**
   * Completed tasks after the warm-up that were later than their latency requirement, and their weighted sum; `null` where there are no
   * such tasks (of the class).
   */
  slaViolations: {
    gold: number | null;
    silver: number | null;
    bronze: number | null;
    penalty: number | null;
  };
  /** Σ payments, Σ costs and Σ utilities over all servers. */
  money: { payments: number; costs: number; utilities: number };
  /** Where servers lie and the run was held against its truthful twin; in order of id. */
  lies?: LieGain[];
  /** What they were worth to the server that tells the truth and that they affected most; absent where they affected none. */
  liesToOthers?: LieGain;
  /** Over the whole run: an auction takes a call and a bid for each server that is up. */
  messages: number;
  /** Mean |clearing price − predicted price|; absent without a predictor. */
  predictionError?: number;
  /** Of the reserve `null` where a balancer places the tasks. */
  trends: { reserve: Trend | null; fairness: Trend; welfare: Trend; totalLoad: Trend };
  /**
   * Where arrivals come from a file: its hash, what was replayed and what was not. `skipped` counts rows by reason,
   * `skippedLines` has the first lines of each, `unread` the columns that were not read. `gap` is there
   * where nearly all of the trace's time is without a task, as where one time is wrong: when it begins, and its share of the time.
   */
  trace?: {
    file: string;
    sha256: string;
    rows: number;
    replayed: number;
    afterEnd: number;
    skipped: Record<string, number>;
    skippedLines: Record<string, number[]>;
    unread: string[];
    gap?: { after: number; share: number };
  };
  /** Final state of the recorded servers. */
  servers: { server: number; load: number; sensitivity: number; utility: number; shapley: number }[];
  firstAuctions: AuctionEvent[];
  /** What the scenario changes and what does nothing in it; absent where all acts. */
  idleSettings?: IdleSetting[];
}
