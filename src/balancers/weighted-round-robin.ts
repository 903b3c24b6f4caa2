import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { type Weight, type WeightOptions, weightDefaults, weights } from './weights.js';

/**
 * Turns in proportion to weights, as even as they can be (smooth weighted round robin, nginx 1.3.1 of 2012,
 * `ngx_http_upstream_round_robin`): at each task every server that is up gains its weight, the one that has gained most
 * gets the task and pays the sum of the weights. Ties to the lowest id. O(N) a task; draws and asks nothing.
 */
export function weightedRoundRobin(options: Partial<WeightOptions>, terms: BalancerTerms): Balancer {
  const { by } = { ...weightDefaults, ...options };
  return delayed(terms, (view) => new WeightedRoundRobin(view, weights[by]));
}

class WeightedRoundRobin extends Balancer {
  /** What each server has gained and not yet paid. */
  private readonly credit: Float64Array;

  constructor(
    private readonly view: FleetView,
    private readonly weight: Weight,
  ) {
    super();
    this.credit = new Float64Array(view.count);
  }

  place(): number {
    const { credit, view } = this;
    const { count, up } = view;
    let best = -1;
    let total = 0;
    for (let server = 0; server < count; server++) {
      if (up[server] === 0) continue;
      const weight = this.weight(view, server);
      total += weight;
      credit[server]! += weight;
      if (best < 0 || credit[server]! > credit[best]!) best = server;
    }
    if (best >= 0) credit[best]! -= total;
    return best;
  }
}
