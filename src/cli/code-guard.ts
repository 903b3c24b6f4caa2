import { Balancer } from '../balancers/balancer.js';
import { OwnCodeFailure } from '../market/own-code-failure.js';
import { bidsInWords, type NamedAuction, soldBy } from '../market/sold-by.js';
import { CallStuck, Watchdog } from '../runners/watchdog.js';
import type { OwnParts } from '../scenario/own-parts/own-parts.js';
import type { Interrupt } from './interrupt.js';
import { longerTimeout } from './timeout-option.js';

/** What was called: the code, and where in it that was. */
type Told = () => readonly [code: string, where: string];

/** Ends code of the user's own that takes too long for a call, and lets Ctrl-C in while it runs. */
export class CodeGuard {
  readonly #watchdog: Watchdog;
  #told: Told = () => ['', ''];

  /** @param seconds - that a call may take, > 0 */
  constructor(
    private readonly seconds: number,
    private readonly interrupt: Interrupt,
  ) {
    this.#watchdog = new Watchdog(seconds);
  }

  /**
   * Does something that calls the code. Signals end the process meanwhile, whatever the code does.
   *
   * @throws OwnCodeFailure where a call has taken too long: which
   */
  async run<Result>(action: () => Result): Promise<Result> {
    try {
      return await this.interrupt.during(action, this.#watchdog);
    } catch (error) {
      if (!(error instanceof CallStuck)) throw error;
      const [code, where] = this.#told();
      const fault = `was ended after ${this.seconds} s`;
      throw new OwnCodeFailure(`${code} ${fault} ${where}; ${longerTimeout}`, { fault });
    }
  }

  async close(): Promise<void> {
    await this.#watchdog.close();
  }

  /** A mechanism whose auctions are watched. */
  auction(mechanism: NamedAuction): NamedAuction {
    let auctions = 0;
    // What it returns is read within the call: a getter may loop as well.
    const sell = this.#watchdog.watch((bids: readonly number[]) => soldBy(mechanism, bids));
    return {
      ...mechanism,
      sell: (bids) => {
        const auction = ++auctions;
        this.#told = () => [
          `${mechanism.file}: the mechanism`,
          `without a sale (its auction ${auction}, ${bidsInWords(bids)})`,
        ];
        return sell(bids);
      },
    };
  }

  /** Parts whose calls are watched. */
  parts({ balancer, files, learner, mechanism, payment, split }: OwnParts): OwnParts {
    const watch = <Given extends readonly unknown[], Result>(
      part: keyof typeof files,
      where: string,
      call: (...given: Given) => Result,
    ) => this.#watch(() => [`${files[part]}: the ${part}`, where], call);
    const made = 'in its default export';
    return {
      files,
      ...(mechanism && { mechanism: this.auction(mechanism) }),
      ...(payment && { payment: watch('payment', made, payment) }),
      ...(split && { split: watch('split', made, split) }),
      ...(balancer && {
        balancer: (terms) =>
          new WatchedBalancer(watch('balancer', made, balancer)(terms), (where, call) =>
            watch('balancer', `in ${where}()`, call),
          ),
      }),
      ...(learner && {
        learner: (terms) => {
          const own = watch('learner', made, learner)(terms);
          return { step: watch('learner', 'in step()', (...given) => own.step(...given)) };
        },
      }),
    };
  }

  #watch<Given extends readonly unknown[], Result>(
    told: Told,
    call: (...given: Given) => Result,
  ): (...given: Given) => Result {
    const watched = this.#watchdog.watch(call);
    return (...given) => {
      this.#told = told;
      return watched(...given);
    };
  }
}

type Watch = <Given extends readonly unknown[], Result>(
  where: string,
  call: (...given: Given) => Result,
) => (...given: Given) => Result;

/** A balancer each of whose calls is watched. */
class WatchedBalancer extends Balancer {
  readonly #calls: Pick<Balancer, 'place' | 'serverChanged' | 'returned' | 'lost'> & { messages(): number };

  constructor(balancer: Balancer, watch: Watch) {
    super();
    this.#calls = {
      place: watch('place', (...given) => balancer.place(...given)),
      serverChanged: watch('serverChanged', (...given) => balancer.serverChanged(...given)),
      returned: watch('returned', (...given) => balancer.returned(...given)),
      lost: watch('lost', (...given) => balancer.lost(...given)),
      messages: watch('messages', () => balancer.messages),
    };
  }

  place(time: number, load: number): number {
    return this.#calls.place(time, load);
  }

  override get messages(): number {
    return this.#calls.messages();
  }

  override serverChanged(server: number, time: number): void {
    this.#calls.serverChanged(server, time);
  }

  override returned(server: number, time: number, latency: number, found: number): void {
    this.#calls.returned(server, time, latency, found);
  }

  override lost(server: number, time: number): void {
    this.#calls.lost(server, time);
  }
}
