import type { CounterDraws } from '../../random/counter-draws.js';
import type { ActorCritic, ActorCriticLosses } from './actor-critic.js';
import type { Agent } from './agent.js';
import { divergence } from './divergence.js';
import type { Weights } from './network.js';
import { softmax } from './softmax.js';
import { type Transitions, transitions } from './transitions.js';

/** Acts by the policy of an {@link ActorCritic} and trains it on what comes of it, a batch at a time. */
export class ActorCriticAgent implements Agent {
  private readonly batch: Transitions & { rows: number };
  private readonly chances: Float64Array;
  private scores = new Float32Array(0);

  /**
   * @param rows - transitions that it learns from at a time, at most those of the actor-critic's batch
   * @param draws - of an (entity, step) that chooses, index 0
   */
  constructor(
    readonly actorCritic: ActorCritic,
    private readonly rows: number,
    private readonly draws: CounterDraws,
  ) {
    this.batch = { ...transitions(rows, actorCritic.shape.inputs), rows: 0 };
    this.chances = new Float64Array(actorCritic.shape.outputs);
  }

  /** Draws actions by the policy's chances. */
  act(
    states: Float32Array,
    rows: number,
    entities: ArrayLike<number>,
    step: number,
    actions: Uint8Array,
  ): void {
    const arms = this.actorCritic.shape.outputs;
    if (this.scores.length < rows * arms) this.scores = new Float32Array(2 * rows * arms);
    this.actorCritic.scores(states, rows, this.scores);
    for (let row = 0; row < rows; row++) {
      softmax(this.scores, row * arms, arms, this.chances);
      actions[row] = this.pick(this.draws.uniform(entities[row]!, step));
    }
  }

  /** The action at `draw` of the cumulated chances; the last where they round to less than 1. */
  private pick(draw: number): number {
    const last = this.chances.length - 1;
    let cumulated = 0;
    for (let action = 0; action < last; action++) {
      cumulated += this.chances[action]!;
      if (draw < cumulated) return action;
    }
    return last;
  }

  /** Takes note of what came of an action, unless a whole batch is noted that waits to be learnt from. */
  remember(state: Float32Array, action: number, reward: number, nextState: Float32Array): void {
    const { batch } = this;
    if (batch.rows === this.rows) return;
    const row = batch.rows++;
    batch.states.set(state, row * state.length);
    batch.actions[row] = action;
    batch.rewards[row] = reward;
    batch.nextStates.set(nextState, row * nextState.length);
  }

  /**
   * One step of learning, once a whole batch is noted, which is then forgotten.
   *
   * @returns the losses, or `undefined` where nothing was learnt
   * @throws InputError if they are not finite
   */
  learn(): ActorCriticLosses | undefined {
    const { batch } = this;
    if (batch.rows < this.rows) return undefined;
    const losses = this.actorCritic.train(batch);
    const learnt = Number.isFinite(losses.critic) && !Number.isNaN(losses.policy);
    if (!learnt) throw divergence('the actor-critic', 'learning.neural.rate');
    batch.rows = 0;
    return losses;
  }

  weights(): Weights[] {
    const { policy, critic } = this.actorCritic.weights();
    return [policy, critic];
  }
}
