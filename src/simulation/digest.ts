import { createHash } from 'node:crypto';
import type { AuctionRecord, Observer, RoundRecord } from '../systems/records.js';
import type { Servers } from '../world/servers.js';

const BUFFERED = 8192;

/**
 * SHA-256 over all that must not depend on workers, winner determination, recording or output format: every field
 * of every auction and, in rounds, of every round, the final state of every server and what else the summary is made of, as
 * little-endian doubles in the order in which they came about.
 */
export class Digest implements Observer {
  readonly name = 'digest';
  private readonly hash = createHash('sha256');
  private readonly buffer = new Float64Array(BUFFERED);
  private used = 0;

  auction(record: Readonly<AuctionRecord>): void {
    if (this.used + 10 > BUFFERED) this.flush();
    const { buffer, used } = this;
    buffer[used] = record.auction;
    buffer[used + 1] = record.time;
    buffer[used + 2] = record.task;
    buffer[used + 3] = record.load;
    buffer[used + 4] = record.winner;
    buffer[used + 5] = told(record.winningBid);
    buffer[used + 6] = told(record.secondPrice);
    buffer[used + 7] = told(record.payment);
    buffer[used + 8] = record.status;
    buffer[used + 9] = record.partnerCount;
    this.used = used + 10;
    for (let i = 0; i < record.partnerCount; i++) this.put(record.partners[i]!);
  }

  /** @param takesRounds - whether rounds are a part of the run, and not samples of it that are taken at will */
  constructor(private readonly takesRounds: boolean) {}

  round(record: Readonly<RoundRecord>): void {
    if (!this.takesRounds) return;
    for (const value of Object.values(record)) this.put(value);
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
