import { BidFunctions } from '../dist/market/bids.js';
import { FullScan } from '../dist/market/full-scan.js';
import { strategies } from '../dist/market/strategies.js';
import type { LowestTwo, WinnerDetermination } from '../dist/market/winner-determination.js';
import { PairNoise } from '../dist/random/pair-noise.js';
import { Streams } from '../dist/random/streams.js';
import { type Bench, exponent, SEED, timed, type Work } from './bench.js';
import type { Timing } from './results.js';

/** Mean load of a task: U(5, 20). */
const MEAN_LOAD = 12.5;

type Strategy = 'auto' | 'index' | 'screen';

/** Sizes at which `auto` does not look up. */
const SMALL = [7, 100];
/** Sizes beyond which a screen is not worth measuring. */
const SCREENED = 10_000;

/**
 * One auction and the two updates that an assignment and a completion cost, by number of servers, noise, state and
 * strategy: the index at all sizes, the screen up to where the index is faster, and what `auto` takes at small ones. Each auction assigns its task
 * and completes one drawn at random, so that the fleet stays as loaded as it was. Every state is checked: it must give
 * the same two bids as a scan.
 */
export const auction: Bench = ({ quick }) => {
  const sizes = quick ? [100, 10_000] : [100, 1000, 10_000, 100_000, 1_000_000];
  const results: Timing[] = [];
  for (const noise of [0, 0.1]) {
    for (const state of ['idle', 'loaded'] as const) {
      const points = sizes.map((servers) => measure(servers, noise, state, 'index', quick));
      const screened = sizes.filter((servers) => servers <= SCREENED);
      results.push(
        ...points,
        ...screened.map((servers) => measure(servers, noise, state, 'screen', quick)),
        ...SMALL.map((servers) => measure(servers, noise, state, 'auto', quick)),
      );
      const fitted = exponent(
        points.map(({ params, nsPerOp }) => ({ n: params.servers as number, cost: nsPerOp })),
      );
      console.log(`  noise ${noise}, ${state}: cost of the index grows as N^${fitted.toFixed(2)}`);
    }
  }
  return results;
};

function measure(
  servers: number,
  noise: number,
  state: 'idle' | 'loaded',
  strategy: Strategy,
  quick: boolean,
): Timing {
  const scanned = new Market(servers, noise, state, strategies.scan);
  const measured = new Market(servers, noise, state, strategies[strategy]);
  const result = timed(
    { bench: 'auction', params: { servers, noise, state, strategy } },
    measured.work(quick ? 2000 : 20_000),
    { name: 'scan', ...scanned.work(Math.max(5, Math.min(20_000, 2e7 / servers))) },
    quick ? 3 : 5,
  );
  measured.check(20);
  return result;
}

/** A fleet under steady load, at half of its capacity or idle. */
class Market {
  private readonly uniform = new Streams(SEED).uniform('bench');
  private readonly fleet;
  private readonly bids: BidFunctions;
  private readonly winners: WinnerDetermination;
  private readonly noise = new PairNoise(SEED);
  private readonly task = { load: 0 };
  private readonly outcome: LowestTwo = { winner: 0, winningBid: 0, runnerUp: 0, secondPrice: 0 };
  /** Tasks in the system: their servers and loads. */
  private readonly taskServer: Int32Array;
  private readonly taskLoad: Float64Array;
  private tasks = 0;
  private auctions = 0;

  constructor(
    servers: number,
    noise: number,
    state: 'idle' | 'loaded',
    create: (bids: BidFunctions) => WinnerDetermination,
  ) {
    const column = (value: () => number): Float64Array => Float64Array.from({ length: servers }, value);
    this.fleet = {
      count: servers,
      capacity: column(() => 50 + 50 * this.uniform()),
      load: new Float64Array(servers),
      sensitivity: column(() => 0.5 + 1.5 * this.uniform()),
      riskAversion: column(() => 0.5 * this.uniform()),
      targetLoadRatio: column(() => 0.5),
    };
    this.bids = new BidFunctions(this.fleet, { noise, maximum: 1000, capacityScale: 200 }, this.noise);
    this.winners = create(this.bids);
    const capacity = this.fleet.capacity.reduce((sum, value) => sum + value, 0);
    const most = state === 'loaded' ? Math.round((0.5 * capacity) / MEAN_LOAD) : 1;
    this.taskServer = new Int32Array(most);
    this.taskLoad = new Float64Array(most);
    while (this.tasks < most - 1) this.place(Math.floor(this.uniform() * servers), this.drawLoad());
    for (let server = 0; server < servers; server++) this.bids.refresh(server);
  }

  work(operations: number): Work {
    return {
      operations,
      run: () => {
        for (let i = 0; i < operations; i++) this.step();
      },
    };
  }

  /** @throws Error where it and a scan of the same state differ */
  check(auctions: number): void {
    const scan = new FullScan(this.bids);
    const expected: LowestTwo = { winner: 0, winningBid: 0, runnerUp: 0, secondPrice: 0 };
    for (let i = 0; i < auctions; i++) {
      this.task.load = this.drawLoad();
      this.noise.turnTo(this.auctions++, 0);
      this.winners.determine(this.task, this.outcome);
      scan.determine(this.task, expected);
      if (JSON.stringify(expected) !== JSON.stringify(this.outcome))
        throw new Error('another outcome than by a scan');
    }
  }

  private step(): void {
    const load = this.drawLoad();
    this.task.load = load;
    this.noise.turnTo(this.auctions++, 0);
    this.winners.determine(this.task, this.outcome);
    this.place(this.outcome.winner, load);
    this.changed(this.outcome.winner);
    if (this.tasks === this.taskServer.length) this.completeOne();
  }

  private place(server: number, load: number): void {
    this.fleet.load[server]! += load;
    this.taskServer[this.tasks] = server;
    this.taskLoad[this.tasks++] = load;
  }

  private completeOne(): void {
    const task = Math.floor(this.uniform() * this.tasks--);
    const server = this.taskServer[task]!;
    this.fleet.load[server] = Math.max(0, this.fleet.load[server]! - this.taskLoad[task]!);
    this.taskServer[task] = this.taskServer[this.tasks]!;
    this.taskLoad[task] = this.taskLoad[this.tasks]!;
    this.changed(server);
  }

  private changed(server: number): void {
    this.bids.refresh(server);
    this.winners.serverChanged(server);
  }

  private drawLoad(): number {
    return 5 + 15 * this.uniform();
  }
}
