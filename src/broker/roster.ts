import { z } from 'zod';
import { type Broker, prefix } from './broker.js';

/** Milliseconds between two signs of life, and after how many of them one is taken for gone. */
const beat = 2000;
const gone = 10_000;

const rosterKey = `${prefix}:roster`;

/** Entries that are read, and characters of a name in one. */
const MOST_ENTRIES = 1000;
const LONGEST_NAME = 255;

const name = z.string().max(LONGEST_NAME);

const entrySchema = z.strictObject({
  role: z.enum(['worker', 'sweep']),
  version: name,
  commit: name.nullable(),
  host: name,
  /** Tells it from others. */
  id: name,
  /** At a time; of a worker. */
  runs: z.int().min(0),
  /** Tells with which key it signs, if with any. */
  key: name.optional(),
});

/** Somebody at the broker. */
export type RosterEntry = z.output<typeof entrySchema>;

/**
 * Who is at a broker: workers and sweeps give signs of life there. It is for people to be told who waits for whom; no run depends
 * on it. Time is that of the broker, so that clocks need not agree.
 */
export class Roster {
  #timer: NodeJS.Timeout | undefined;
  #busy = false;
  readonly #own: string;

  /**
   * Puts an entry on the roster.
   *
   * @param changed - told of all others, at first and at each beat
   */
  constructor(
    private readonly broker: Broker,
    private readonly entry: RosterEntry,
    private readonly changed: (others: readonly RosterEntry[]) => unknown,
  ) {
    this.#own = JSON.stringify(entry);
  }

  /** Gives signs of life from now on. */
  async start(): Promise<void> {
    await this.#sign();
    this.#timer = setInterval(() => {
      // While the connection is away, one sign waits.
      if (!this.#busy) this.#sign().catch(() => {});
    }, beat);
  }

  /** Takes the entry off, if the broker is there. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.broker.redis.status === 'ready')
      await this.broker.redis.zrem(rosterKey, this.#own).catch(() => {});
  }

  async #sign(): Promise<void> {
    this.#busy = true;
    try {
      const { redis } = this.broker;
      const [seconds] = await redis.time();
      const now = Number(seconds) * 1000;
      const pipeline = redis.multi();
      pipeline.zadd(rosterKey, now, this.#own);
      pipeline.zremrangebyscore(rosterKey, '-inf', now - gone);
      // Nobody signs ahead of time.
      pipeline.zremrangebyscore(rosterKey, now + gone, '+inf');
      pipeline.zrange(rosterKey, '0', `${MOST_ENTRIES - 1}`);
      const answers = await pipeline.exec();
      const names = (answers?.at(-1)?.[1] ?? []) as string[];
      await this.changed(names.flatMap(entryOf).filter(({ id }) => id !== this.entry.id));
    } finally {
      this.#busy = false;
    }
  }
}

function entryOf(text: string): RosterEntry[] {
  try {
    return [entrySchema.parse(JSON.parse(text))];
  } catch {
    // Something that another version may understand.
    return [];
  }
}
