import type { Uniform } from '../random/distribution.js';
import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { type Weight, type WeightOptions, weightDefaults, weights } from './weights.js';

/** Any server that is up, with chances in proportion to its weight. One draw and O(log N) a task; asks nobody. */
export function weightedRandom(options: Partial<WeightOptions>, terms: BalancerTerms): Balancer {
  const { by } = { ...weightDefaults, ...options };
  return delayed(terms, (view) => new WeightedRandom(view, weights[by], terms.uniform));
}

/** Keeps weights in a tree whose nodes hold the sum of what is below: always summed anew, so that no error gathers. */
class WeightedRandom extends Balancer {
  private readonly leaves: number;
  private readonly sums: Float64Array;

  constructor(
    private readonly view: FleetView,
    private readonly weight: Weight,
    private readonly uniform: Uniform,
  ) {
    super();
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, view.count)));
    this.sums = new Float64Array(2 * this.leaves);
    for (let server = 0; server < view.count; server++)
      this.sums[this.leaves + server] = this.weightOf(server);
    for (let node = this.leaves - 1; node > 0; node--) this.sumUp(node);
  }

  place(): number {
    const { leaves, sums } = this;
    if (sums[1] === 0) return -1;
    let rest = this.uniform() * sums[1]!;
    let node = 1;
    while (node < leaves) {
      node *= 2;
      // Rounding may leave more than there is on the right: an empty side is never taken.
      if (rest < sums[node]! || sums[node + 1] === 0) continue;
      rest -= sums[node]!;
      node++;
    }
    return node - leaves;
  }

  override serverChanged(server: number): void {
    const leaf = this.leaves + server;
    const weight = this.weightOf(server);
    if (this.sums[leaf] === weight) return;
    this.sums[leaf] = weight;
    for (let node = leaf >> 1; node > 0; node >>= 1) this.sumUp(node);
  }

  private weightOf(server: number): number {
    return this.view.up[server] === 1 ? this.weight(this.view, server) : 0;
  }

  private sumUp(node: number): void {
    this.sums[node] = this.sums[2 * node]! + this.sums[2 * node + 1]!;
  }
}
