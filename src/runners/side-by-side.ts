import type { Done, Runner } from './runner.js';

/**
 * Runs jobs in several runners at a time. Each draws from the one list as it has room; one that is not ready yet holds nobody up. The
 * first may be this process, if it lets messages in while it works.
 *
 * @param runners - at least 1; closed with this one
 */
export function sideBySide<Job, Result>(runners: readonly Runner<Job, Result>[]): Runner<Job, Result> {
  return {
    async *run(jobs, signal) {
      const stop = new AbortController();
      const list = new SharedList(jobs);
      const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      const running = new Map<Drawing<Job, Result>, Promise<Turn<Job, Result>>>();
      const go = (drawing: Drawing<Job, Result>): void => {
        const turn = drawing.next().then((found) => ({ drawing, found }));
        // It may fail while nobody looks; whoever does is told.
        turn.catch(() => {});
        running.set(drawing, turn);
      };
      try {
        for (const runner of runners) go(runner.run(list, ended)[Symbol.asyncIterator]());
        for (let done = 0; running.size > 0 && !(list.atEnd && done === list.drawn); ) {
          const { drawing, found } = await Promise.race(running.values());
          signal?.throwIfAborted();
          running.delete(drawing);
          if (found.done) continue;
          done++;
          go(drawing);
          yield found.value;
        }
      } finally {
        stop.abort();
        await Promise.allSettled(running.values());
      }
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.close()));
    },
  };
}

type Drawing<Job, Result> = AsyncIterator<Done<Job, Result>>;

interface Turn<Job, Result> {
  readonly drawing: Drawing<Job, Result>;
  readonly found: IteratorResult<Done<Job, Result>>;
}

/** A list that several draw from: each item goes to one of them. */
class SharedList<Item> implements Iterable<Item> {
  /** Items that somebody has. */
  drawn = 0;
  /** Whether somebody has asked for more than there is. */
  atEnd = false;
  readonly #items: Iterator<Item>;

  constructor(items: Iterable<Item>) {
    this.#items = items[Symbol.iterator]();
  }

  /** Without an end of its own: whoever leaves lets the others draw on. */
  [Symbol.iterator](): Iterator<Item> {
    return { next: () => this.#next() };
  }

  #next(): IteratorResult<Item> {
    const next = this.#items.next();
    if (next.done) this.atEnd = true;
    else this.drawn++;
    return next;
  }
}
