/** What one server says in place of its bid: a price, or its bid times a factor. */
export interface Lie {
  readonly server: number;
  /** 0-based number of the task that it is about; without one it is about all others. */
  readonly task?: number | undefined;
  readonly says?: number | undefined;
  readonly times?: number | undefined;
}

/** Has some servers say something else than they would bid. Costs stay what they are. */
export class Lies {
  private readonly always = new Map<number, Lie>();
  private readonly about = new Map<number, Map<number, Lie>>();
  private now: ReadonlyMap<number, Lie> | undefined;

  /**
   * @param lies - at most one of a server and a task, or of a server and all other tasks
   * @param maximum - no bid is above it, lies neither
   */
  constructor(
    lies: readonly Lie[],
    private readonly maximum: number,
  ) {
    for (const lie of lies) {
      if (lie.task === undefined) this.always.set(lie.server, lie);
      else this.about.set(lie.task, (this.about.get(lie.task) ?? new Map()).set(lie.server, lie));
    }
  }

  /** Turns to another task. */
  turnTo(task: number): void {
    this.now = this.about.get(task);
  }

  /** What `server` says where its bid would be `bid`. */
  said(server: number, bid: number): number {
    const lie = this.now?.get(server) ?? this.always.get(server);
    if (lie === undefined) return bid;
    return Math.min(lie.says ?? bid * lie.times!, this.maximum);
  }
}
