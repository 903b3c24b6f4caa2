import { actions, applyAction } from './actions.js';
import type { ArmValues } from './arm-selection.js';
import { bestArm, epsilonGreedy } from './epsilon-greedy.js';
import { Experience } from './experience.js';
import type { Learner, LearningTerms } from './learner.js';

/** Tables of action values Q(s, a), one an agent, all 0 at first. */
export class QTables implements ArmValues {
  readonly values: Float64Array;

  constructor(
    agents: number,
    private readonly states: number,
    readonly arms: number,
    private readonly alpha: number,
    private readonly gamma: number,
  ) {
    this.values = new Float64Array(agents * states * arms);
  }

  /** Index of the first action of (agent, state). */
  row(agent: number, state: number): number {
    return (agent * this.states + state) * this.arms;
  }

  /** Q(s,a) += α (r + γ max Q(s',·) − Q(s,a)). Watkins (1989); white paper, section 2. */
  update(agent: number, state: number, action: number, reward: number, next: number): void {
    const row = this.row(agent, next);
    const best = this.values[row + bestArm(this.values, row, this.arms)]!;
    const index = this.row(agent, state) + action;
    this.values[index]! += this.alpha * (reward + this.gamma * best - this.values[index]!);
  }
}

/** The state of a load ratio: tenths, the last state being open: min(⌊10 · ratio⌋, states − 1). */
export function loadState(loadRatio: number, states: number): number {
  return Math.min(Math.floor(10 * loadRatio), states - 1);
}

/** A Q-table a server over load-ratio states; ε-greedy; the reward is the reduction of its error. */
export function qLearning({ servers, rate, epsilon, alpha, gamma, states, draws }: LearningTerms): Learner {
  const tables = new QTables(servers, states, actions.length, alpha, gamma);
  const experience = new Experience(servers);
  const lastState = new Int32Array(servers);
  return {
    step(server, step, loadRatio, target, sensitivity) {
      const error = Math.abs(loadRatio - target);
      const state = loadState(loadRatio, states);
      const last = experience.actionOf(server);
      if (last >= 0) tables.update(server, lastState[server]!, last, experience.reward(server, error), state);
      const action = epsilonGreedy(tables, tables.row(server, state), epsilon, draws, server, step);
      experience.remember(server, error, action);
      lastState[server] = state;
      return applyAction(action, sensitivity, rate);
    },
  };
}
