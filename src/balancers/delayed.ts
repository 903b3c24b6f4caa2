import { Balancer, type BalancerTerms } from './balancer.js';
import { DelayedView } from './delayed-view.js';
import type { FleetView } from './fleet-view.js';

/**
 * The balancer that `create` makes of what may be seen: the fleet as it is, or with a delay as it was then. The load of what
 * the balancer itself has placed is no exception: it shows when the servers' news of it arrive (Mitzenmacher 2000, IEEE
 * Transactions on Parallel and Distributed Systems 11).
 */
export function delayed(
  { fleet, delay }: Pick<BalancerTerms, 'fleet' | 'delay'>,
  create: (view: FleetView) => Balancer,
): Balancer {
  return delay > 0 ? new Delayed(new DelayedView(fleet, delay), create) : create(fleet);
}

/** A balancer that hears of everything some time later. */
class Delayed extends Balancer {
  private readonly balancer: Balancer;

  constructor(
    private readonly view: DelayedView,
    create: (view: FleetView) => Balancer,
  ) {
    super();
    this.balancer = create(view);
  }

  override get messages(): number {
    return this.balancer.messages;
  }

  place(time: number, load: number): number {
    this.view.advance(time, this.balancer);
    return this.balancer.place(time, load);
  }

  override serverChanged(server: number, time: number): void {
    this.view.noteChange(server, time);
  }

  override returned(server: number, time: number, latency: number, found: number): void {
    this.view.noteReturn(server, time, latency, found);
  }

  override lost(server: number, time: number): void {
    this.view.noteLoss(server, time);
  }
}
