import type { CounterDraws } from '../../random/counter-draws.js';
import { epsilonGreedy } from '../epsilon-greedy.js';
import type { Agent } from './agent.js';
import { divergence } from './divergence.js';
import { Exploration, type ExplorationTerms } from './exploration.js';
import type { Weights } from './network.js';
import type { QTrainer } from './q-trainer.js';
import { ReplayMemory } from './replay-memory.js';
import { type Transitions, transitions } from './transitions.js';

/** How a deep Q-agent explores, remembers and learns. */
export interface DeepQTerms {
  readonly exploration: ExplorationTerms;
  /** Transitions that it remembers, ≥ 1. */
  readonly memory: number;
  /** Transitions that it learns from at a time, 1 … 256. */
  readonly batch: number;
  /** Steps of learning between two copies of the online network to the target network, ≥ 1. */
  readonly targetEvery: number;
}

/** S4 of the paper's market; how often the target network follows is ours. */
export const deepQDefaults: DeepQTerms = {
  exploration: { initial: 0.1, decay: 0.995, least: 0.01 },
  memory: 10_000,
  batch: 32,
  targetEvery: 20,
};

/** The draws of an agent, of two streams. */
export interface DeepQDraws {
  /** Of an (entity, step) that chooses: index 0 whether it explores, 1 what. */
  readonly exploration: CounterDraws;
  /** Of (agent, step of learning, row of the batch). */
  readonly replay: CounterDraws;
}

/** Deep Q-learning with experience replay and a target network (Mnih et al. 2015, algorithm 1). */
export class DeepQAgent implements Agent {
  private readonly memory: ReplayMemory;
  private readonly exploration: Exploration;
  private readonly batch: Transitions;
  private values = new Float32Array(0);
  private steps = 0;

  /** @param agent - its number, where there are several: an address of draws, below 2²⁴ */
  constructor(
    readonly trainer: QTrainer,
    private readonly terms: DeepQTerms,
    private readonly draws: DeepQDraws,
    private readonly agent = 0,
  ) {
    this.memory = new ReplayMemory(terms.memory, trainer.shape.inputs);
    this.exploration = new Exploration(terms.exploration);
    this.batch = transitions(terms.batch, trainer.shape.inputs);
  }

  /** The chance of exploring now. */
  get epsilon(): number {
    return this.exploration.epsilon;
  }

  /** Chooses the best action by the online network, ties to the lowest, or with chance ε any. */
  act(
    states: Float32Array,
    rows: number,
    entities: ArrayLike<number>,
    step: number,
    actions: Uint8Array,
  ): void {
    const arms = this.trainer.shape.outputs;
    if (this.values.length < rows * arms) this.values = new Float32Array(2 * rows * arms);
    this.trainer.predict(states, rows, this.values);
    const columns = { arms, values: this.values };
    for (let row = 0; row < rows; row++) {
      const { exploration } = this.draws;
      actions[row] = epsilonGreedy(columns, row * arms, this.epsilon, exploration, entities[row]!, step);
    }
  }

  remember(state: Float32Array, action: number, reward: number, nextState: Float32Array): void {
    this.memory.remember(state, action, reward, nextState);
  }

  /**
   * One step of learning, from a batch of what it remembers; then ε falls. Nothing but that happens before a
   * whole batch is remembered.
   *
   * @returns the loss, or `undefined` where nothing was learnt
   * @throws InputError if the loss is not finite
   */
  learn(): number | undefined {
    this.exploration.step();
    if (this.memory.length < this.terms.batch) return undefined;
    this.memory.sample(this.batch, this.draws.replay, this.agent, this.steps++);
    const loss = this.trainer.train(this.batch);
    if (!Number.isFinite(loss)) throw divergence('the deep Q-network', 'learning.neural.rate');
    if (this.steps % this.terms.targetEvery === 0) this.trainer.synchronise();
    return loss;
  }

  weights(): Weights[] {
    return [this.trainer.weights()];
  }

  dispose(): void {
    this.trainer.dispose();
  }
}
