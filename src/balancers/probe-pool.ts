/**
 * Answers to probes that may still be used, the oldest first: at most one a server and `size` in all, which are so few that
 * all are looked at. An answer is hot where its requests in flight exceed a limit, and otherwise cold; the best is the cold one with
 * the least latency, or else the hot one with the fewest requests in flight (hot–cold lexicographic rule).
 */
export class ProbePool {
  length = 0;
  private readonly servers: Int32Array;
  /** Requests in flight. */
  private readonly inFlight: Int32Array;
  private readonly latencies: Float64Array;
  private readonly times: Float64Array;
  /** How often each may still be used; infinite where that is not limited. */
  private readonly uses: Float64Array;

  /** @param size - ≥ 1 */
  constructor(private readonly size: number) {
    this.servers = new Int32Array(size);
    this.inFlight = new Int32Array(size);
    this.latencies = new Float64Array(size);
    this.times = new Float64Array(size);
    this.uses = new Float64Array(size);
  }

  /** Takes in an answer that has just arrived: for the one that there is of the server, or else, where the pool is full, for the oldest. */
  add(server: number, inFlight: number, latency: number, time: number, uses: number): void {
    this.drop(server);
    if (this.length === this.size) this.removeAt(0);
    const last = this.length++;
    this.servers[last] = server;
    this.inFlight[last] = inFlight;
    this.latencies[last] = latency;
    this.times[last] = time;
    this.uses[last] = uses;
  }

  /** Removes what there is of `server`. */
  drop(server: number): void {
    for (let i = 0; i < this.length; i++) if (this.servers[i] === server) return this.removeAt(i);
  }

  /** Removes what arrived before `time`. */
  dropBefore(time: number): void {
    while (this.length > 0 && this.times[0]! < time) this.removeAt(0);
  }

  dropOldest(): void {
    if (this.length > 0) this.removeAt(0);
  }

  /** Removes the last that the rule would choose, the oldest of equals. */
  dropWorst(limit: number): void {
    let worst = 0;
    for (let i = 1; i < this.length; i++) if (this.isBetter(worst, i, limit)) worst = i;
    if (this.length > 0) this.removeAt(worst);
  }

  /**
   * The server of the best answer, the oldest of equals, or −1 where there is none. The answer is used up by one use and, as
   * long as it stays, counts the task that goes there as in flight.
   */
  use(limit: number): number {
    if (this.length === 0) return -1;
    let best = 0;
    for (let i = 1; i < this.length; i++) if (this.isBetter(i, best, limit)) best = i;
    const server = this.servers[best]!;
    this.inFlight[best]!++;
    if (--this.uses[best]! <= 0) this.removeAt(best);
    return server;
  }

  /** Whether answer i comes before answer j by the rule: of equally slow cold ones the one with fewer in flight, of equally busy hot ones the faster. */
  private isBetter(i: number, j: number, limit: number): boolean {
    const isHot = this.inFlight[i]! > limit;
    const isOtherHot = this.inFlight[j]! > limit;
    if (isHot !== isOtherHot) return isOtherHot;
    const byLatency = this.latencies[i]! - this.latencies[j]!;
    const byFlight = this.inFlight[i]! - this.inFlight[j]!;
    return (isHot ? byFlight || byLatency : byLatency || byFlight) < 0;
  }

  private removeAt(place: number): void {
    const { servers, inFlight, latencies, times, uses } = this;
    this.length--;
    for (let i = place; i < this.length; i++) {
      servers[i] = servers[i + 1]!;
      inFlight[i] = inFlight[i + 1]!;
      latencies[i] = latencies[i + 1]!;
      times[i] = times[i + 1]!;
      uses[i] = uses[i + 1]!;
    }
  }
}
