import { createHash } from 'node:crypto';
import type { AuctionRecord, Observer, RoundRecord } from '../systems/records.js';
import type { Servers } from '../world/servers.js';

const BUFFERED = 8192;

/** What a run is made of, as far as its digest goes. */
export interface Digested {
  /** Whether rounds are a part of the run, and not samples of it that are taken at will. */
  readonly rounds: boolean;
  /** Whether tasks are auctioned: without bids, prices and payments nothing of them is taken. */
  readonly bids: boolean;
}

/**
 * SHA-256 over all that must not depend on workers, winner determination, recording or output format: every field
 * of every auction, in the order in which they were held, and, in rounds, of every round, the final state of every server and what
 * else the summary is made of, as little-endian doubles in the order in which they came about. Two whole numbers share a double's
 * place: hashing takes half a nanosecond a byte.
 */
export class Digest implements Observer {
  readonly name = 'digest';
  private readonly hash = createHash('sha256');
  private readonly buffer = new Float64Array(BUFFERED);
  private readonly words = new Int32Array(this.buffer.buffer);
  private used = 0;

  /** Absent where rounds are no part of the run: nobody has to make records of them. */
  readonly round?: (record: Readonly<RoundRecord>) => void;

  constructor(private readonly of: Digested) {
    const take = (record: Readonly<RoundRecord>): void => this.takeRound(record);
    // Not written here: as a function that is assigned to a property it would be among the old objects at once (systems/levels.ts).
    if (of.rounds) this.round = take;
  }

  auction(record: Readonly<AuctionRecord>): void {
    if (this.used + 7 > BUFFERED) this.flush();
    const { buffer, used, words } = this;
    buffer[used] = record.time;
    buffer[used + 1] = record.task;
    buffer[used + 2] = record.load;
    words[2 * used + 6] = record.winner;
    words[2 * used + 7] = 256 * record.partnerCount + record.status;
    this.used = used + 4;
    if (this.of.bids) this.money(record);
    for (let i = 0; i < record.partnerCount; i++) this.put(record.partners[i]!);
  }

  private money({ winningBid, secondPrice, payment }: Readonly<AuctionRecord>): void {
    const { buffer, used } = this;
    buffer[used] = told(winningBid);
    buffer[used + 1] = told(secondPrice);
    buffer[used + 2] = told(payment);
    this.used = used + 3;
  }

  private takeRound(record: Readonly<RoundRecord>): void {
    // Name by name: a list of the values would take as long as the rest of a small round.
    this.put(record.round);
    this.put(record.time);
    this.put(record.tasks);
    this.put(record.reserve);
    this.put(record.fairness);
    this.put(record.welfare);
    this.put(record.jain);
    this.put(record.gini);
    this.put(record.utilisation);
    this.put(record.load);
    this.put(record.assigned);
    this.put(record.coalition);
    this.put(record.above_reserve);
    this.put(record.retried);
    this.put(record.rejected);
    this.put(record.mean_winning_bid);
    this.put(record.mean_second_price);
    this.put(record.payments);
    this.put(record.completed);
    this.put(record.unfinished);
    this.put(record.sla_violations_gold);
    this.put(record.sla_violations_silver);
    this.put(record.sla_violations_bronze);
    this.put(record.prediction_error);
  }

  /** Adds the final state of all servers and `more`, and returns the digest in hexadecimal. To be called once. */
  finish(servers: Servers, more: Iterable<number>): string {
    for (let i = 0; i < servers.count; i++) {
      for (const column of [servers.load, servers.sensitivity, servers.revenue, servers.cost])
        this.put(column[i]!);
      this.put(i);
    }
    for (const value of more) this.put(value);
    this.flush();
    return this.hash.digest('hex');
  }

  private put(value: number): void {
    if (this.used === BUFFERED) this.flush();
    this.buffer[this.used++] = told(value);
  }

  private flush(): void {
    this.hash.update(new Uint8Array(this.buffer.buffer, 0, 8 * this.used));
    this.used = 0;
  }
}

/** A NaN (no value) has many bit patterns; infinity stands for all of them, as no result is infinite. */
function told(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
