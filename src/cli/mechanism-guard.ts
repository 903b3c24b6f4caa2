import { MechanismFailure } from '../market/mechanism-failure.js';
import { bidsInWords, type NamedAuction, soldBy } from '../market/sold-by.js';
import { CallStuck, Watchdog } from '../runners/watchdog.js';
import type { Interrupt } from './interrupt.js';
import { longerTimeout } from './timeout-option.js';

/** Ends a mechanism of the user's own that takes too long for an auction, and lets Ctrl-C in while it runs. */
export class MechanismGuard {
  /** The mechanism, watched. */
  readonly auction: NamedAuction;
  readonly #watchdog: Watchdog;
  #auctions = 0;
  #bids: readonly number[] = [];

  /** @param seconds - that an auction may take, > 0 */
  constructor(
    private readonly mechanism: NamedAuction,
    private readonly seconds: number,
    private readonly interrupt: Interrupt,
  ) {
    this.#watchdog = new Watchdog(seconds);
    // What it returns is read within the call: a getter may loop as well.
    const sell = this.#watchdog.watch((bids: readonly number[]) => soldBy(mechanism, bids));
    this.auction = {
      ...mechanism,
      sell: (bids) => {
        this.#auctions++;
        this.#bids = bids;
        return sell(bids);
      },
    };
  }

  /**
   * Does something that holds auctions. Signals end the process meanwhile, whatever the mechanism does.
   *
   * @throws MechanismFailure where an auction has taken too long: which, and with which bids
   */
  async run<Result>(action: () => Result): Promise<Result> {
    try {
      return await this.interrupt.during(action, this.#watchdog);
    } catch (error) {
      if (!(error instanceof CallStuck)) throw error;
      const { file } = this.mechanism;
      const auction = `its auction ${this.#auctions}, ${bidsInWords(this.#bids)}`;
      const fault = `was ended after ${this.seconds} s without a sale`;
      throw new MechanismFailure(`${file}: the mechanism ${fault} (${auction}); ${longerTimeout}`, { fault });
    }
  }

  async close(): Promise<void> {
    await this.#watchdog.close();
  }
}
