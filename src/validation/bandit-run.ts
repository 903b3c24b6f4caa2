import type { ArmSelection } from '../learning/arm-selection.js';
import { armSelections } from '../learning/arm-selections.js';
import { SampleMeanBandits } from '../learning/bandit.js';
import { CounterDraws } from '../random/counter-draws.js';
import { Streams } from '../random/streams.js';
import { gapsOf } from './parameters.js';

/** A bandit on Bernoulli arms. What arms pay and what the policy draws come from streams that know nothing of each other. */
export class BanditRun {
  /** Σ of the gaps of the arms tried so far (pseudo-regret). */
  regret = 0;
  private steps = 0;
  private readonly gaps: readonly number[];
  private readonly bandit: SampleMeanBandits;
  private readonly rewards: () => number;

  constructor(
    private readonly means: readonly number[],
    policy: keyof typeof armSelections,
    epsilon: number,
    seed: number,
  ) {
    const streams = new Streams(seed);
    const selection: ArmSelection = armSelections[policy];
    const draws = new CounterDraws(streams.key('policy'));
    this.gaps = gapsOf(means);
    this.bandit = new SampleMeanBandits(1, means.length, selection, epsilon, draws);
    this.rewards = streams.uniform('rewards');
  }

  /** Goes on until `steps` steps are made, and tells the regret. */
  regretAfter(steps: number): number {
    for (; this.steps < steps; this.steps++) {
      const arm = this.bandit.select(0, this.steps);
      this.bandit.update(0, arm, this.rewards() < this.means[arm]! ? 1 : 0);
      this.regret += this.gaps[arm]!;
    }
    return this.regret;
  }
}
