import { createHash } from 'node:crypto';
import type { ArrivalRecord, Observer } from '../systems/records.js';

/** Tasks between two updates of the hash. */
const BUFFERED = 1024;
const FIELDS = 5;

/** SHA-256 over time, load, complexity, latency requirement and class of every task that arrives, to the bit. */
export class ArrivalsDigest implements Observer {
  readonly name = 'arrivals digest';
  private readonly hash = createHash('sha256');
  private readonly buffer = new Float64Array(BUFFERED * FIELDS);
  private used = 0;

  arrival({ time, load, complexity, latency, sla }: Readonly<ArrivalRecord>): void {
    this.buffer[this.used] = time;
    this.buffer[this.used + 1] = load;
    this.buffer[this.used + 2] = complexity;
    this.buffer[this.used + 3] = latency;
    this.buffer[this.used + 4] = sla;
    this.used += FIELDS;
    if (this.used === this.buffer.length) this.flush();
  }

  /** The digest in hexadecimal. To be called once. */
  finish(): string {
    this.flush();
    return this.hash.digest('hex');
  }

  private flush(): void {
    this.hash.update(new Uint8Array(this.buffer.buffer, 0, 8 * this.used));
    this.used = 0;
  }
}
