import { Balancer, type BalancerTerms } from '../../balancers/balancer.js';
import { hasFunction, type OwnCode } from './own-code.js';

/** The methods of a balancer of the user's own; only the first is needed. */
type Given = Pick<Balancer, 'place'> & Partial<Balancer>;

/** Makes a balancer that a file exports: `(terms, options) => balancer`. */
export function ownBalancer(
  create: (terms: BalancerTerms, options: object) => unknown,
  options: object,
  code: OwnCode,
): (terms: BalancerTerms) => Balancer {
  return (terms) => {
    const made = code.call('the default export', () => create(terms, options));
    const isBalancer = code.call('the default export', () => hasFunction(made, 'place'));
    if (isBalancer) return new Checked(made as Given, terms.fleet.count, code);
    throw code.failure('the default export', made, 'an object with a method place(time, load)');
  };
}

/** A balancer of the user's own, of which everything that it returns is looked at. */
class Checked extends Balancer {
  constructor(
    private readonly given: Given,
    private readonly count: number,
    private readonly code: OwnCode,
  ) {
    super();
  }

  place(time: number, load: number): number {
    const server: unknown = this.code.call('place()', () => this.given.place(time, load));
    if (Number.isInteger(server) && (server as number) >= -1 && (server as number) < this.count) {
      return server as number;
    }
    const wanted = `the id of a server, from 0 to ${this.count - 1}, or −1 where it knows of none that is up`;
    throw this.code.failure('place()', server, wanted);
  }

  override get messages(): number {
    const messages: unknown = this.code.call('messages', () => this.given.messages ?? 0);
    if (Number.isFinite(messages) && (messages as number) >= 0) return messages as number;
    throw this.code.failure('messages', messages, 'a number of messages');
  }

  override serverChanged(server: number, time: number): void {
    this.code.do('serverChanged()', () => this.given.serverChanged?.(server, time));
  }

  override returned(server: number, time: number, latency: number, found: number): void {
    this.code.do('returned()', () => this.given.returned?.(server, time, latency, found));
  }

  override lost(server: number, time: number): void {
    this.code.do('lost()', () => this.given.lost?.(server, time));
  }
}
