/** Servers in a line, each at most once: O(1) to join, to leave from anywhere and to be taken from the front. 8 bytes a server. */
export class ServerQueue {
  /** Who is after and before each; `end` is before the first and after the last; −1 for those not in line. */
  private readonly after: Int32Array;
  private readonly before: Int32Array;

  /** @param end - how many servers there are */
  constructor(private readonly end: number) {
    this.after = new Int32Array(end + 1).fill(-1);
    this.before = new Int32Array(end + 1).fill(-1);
    this.after[end] = end;
    this.before[end] = end;
  }

  has(server: number): boolean {
    return this.after[server]! >= 0;
  }

  /** Puts `server`, which is not in line, last. */
  join(server: number): void {
    const last = this.before[this.end]!;
    this.link(last, server);
    this.link(server, this.end);
  }

  /** Takes `server`, which is in line, out. */
  leave(server: number): void {
    this.link(this.before[server]!, this.after[server]!);
    this.after[server] = -1;
    this.before[server] = -1;
  }

  /** Takes the first out; −1 where nobody is in line. */
  takeFirst(): number {
    const first = this.after[this.end]!;
    if (first === this.end) return -1;
    this.leave(first);
    return first;
  }

  private link(one: number, other: number): void {
    this.after[one] = other;
    this.before[other] = one;
  }
}
