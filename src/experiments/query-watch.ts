import type { DuckDBConnection } from '@duckdb/node-api';

/** What questions may take. */
export interface QueryLimits {
  /** From the opening of the database, > 0. */
  readonly seconds: number;
  /** That the database may hold; with all that comes to it the process may hold twice as much. ≥ 64 */
  readonly mebibytes: number;
  /** Called where the database does not heed an interrupt within a second: it is in a single call of a function. */
  readonly onStuck: (failure: QueryEnded) => void;
}

/** A question has taken more time or memory than it may. The message is all that there is to say. */
export class QueryEnded extends Error {}

const milliseconds = { look: 50, heed: 1000 };

/** Ends what a connection does once it takes too long, or too much memory, of which the database knows but a part. */
export class QueryWatch {
  #failure: QueryEnded | undefined;
  readonly #before = process.memoryUsage.rss();
  readonly #looks: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  #last: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly limits: QueryLimits,
  ) {
    this.#looks = setInterval(() => this.#look(), milliseconds.look);
    this.#deadline = setTimeout(() => this.#end(tooLong(limits)), 1000 * limits.seconds);
  }

  /** @throws QueryEnded where it has ended what was done */
  require(): void {
    if (this.#failure) throw this.#failure;
  }

  close(): void {
    clearInterval(this.#looks);
    clearTimeout(this.#deadline);
    clearTimeout(this.#last);
  }

  #look(): void {
    const held = process.memoryUsage.rss() - this.#before;
    if (held > 2 * this.limits.mebibytes * 2 ** 20) this.#end(tooLarge(this.limits));
    // The one before may have come between two statements.
    if (this.#failure) this.connection.interrupt();
  }

  #end(failure: QueryEnded): void {
    if (this.#failure) return;
    this.#failure = failure;
    this.connection.interrupt();
    this.#last = setTimeout(() => this.limits.onStuck(failure), milliseconds.heed);
  }
}

function tooLong({ seconds }: QueryLimits): QueryEnded {
  return new QueryEnded(`the question was ended after ${seconds} s; --timeout SECONDS gives it more`);
}

/** The failure of a question that takes more memory than it may. */
export function tooLarge({ mebibytes }: QueryLimits): QueryEnded {
  return new QueryEnded(`the question takes more than ${mebibytes} MiB; --memory MIB gives it more`);
}
