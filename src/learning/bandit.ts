import type { CounterDraws } from '../random/counter-draws.js';
import { actions, applyAction } from './actions.js';
import type { ArmSelection, ArmValues } from './arm-selection.js';
import { Experience } from './experience.js';
import type { Learner, LearningTerms } from './learner.js';

/** Multi-armed bandits that keep the sample mean of each arm's rewards, one bandit an agent. */
export class SampleMeanBandits implements ArmValues {
  readonly values: Float64Array;
  readonly counts: Uint32Array;

  constructor(
    agents: number,
    readonly arms: number,
    private readonly policy: ArmSelection,
    private readonly epsilon: number,
    private readonly draws: CounterDraws,
  ) {
    this.values = new Float64Array(agents * arms);
    this.counts = new Uint32Array(agents * arms);
  }

  select(agent: number, step: number): number {
    return this.policy(this, agent * this.arms, this.epsilon, this.draws, agent, step);
  }

  /** value += (reward − value) / n (white paper, section 2). */
  update(agent: number, arm: number, reward: number): void {
    const index = agent * this.arms + arm;
    this.counts[index]!++;
    this.values[index]! += (reward - this.values[index]!) / this.counts[index]!;
  }
}

/** A bandit a server: arms increase, decrease or keep its sensitivity; the reward is the reduction of its error. */
export function bandit({ servers, rate, epsilon, policy, draws }: LearningTerms): Learner {
  const bandits = new SampleMeanBandits(servers, actions.length, policy, epsilon, draws);
  const experience = new Experience(servers);
  return {
    step(server, step, loadRatio, target, sensitivity) {
      const error = Math.abs(loadRatio - target);
      const last = experience.actionOf(server);
      if (last >= 0) bandits.update(server, last, experience.reward(server, error));
      const action = bandits.select(server, step);
      experience.remember(server, error, action);
      return applyAction(action, sensitivity, rate);
    },
  };
}
