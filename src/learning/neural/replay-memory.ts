import type { CounterDraws } from '../../random/counter-draws.js';
import type { Transitions } from './transitions.js';

/** The most rows of one batch: a draw's index is below 2⁸. */
export const mostSampled = 256;

/**
 * The last so many transitions, to learn from in random order (Lin 1992). A ring of typed arrays: remembering
 * one overwrites the oldest once it is full. O(inputs) a transition, no allocation.
 */
export class ReplayMemory {
  private readonly states: Float32Array;
  private readonly actions: Uint8Array;
  private readonly rewards: Float32Array;
  private readonly nextStates: Float32Array;
  private remembered = 0;

  /**
   * @param capacity - transitions that are kept, ≥ 1
   * @param inputs - numbers in a state
   */
  constructor(
    readonly capacity: number,
    private readonly inputs: number,
  ) {
    this.states = new Float32Array(capacity * inputs);
    this.actions = new Uint8Array(capacity);
    this.rewards = new Float32Array(capacity);
    this.nextStates = new Float32Array(capacity * inputs);
  }

  /** How many transitions there are to sample from. */
  get length(): number {
    return Math.min(this.remembered, this.capacity);
  }

  /** @param action - below 2⁸ */
  remember(state: ArrayLike<number>, action: number, reward: number, nextState: ArrayLike<number>): void {
    const { inputs } = this;
    const place = this.remembered++ % this.capacity;
    for (let i = 0; i < inputs; i++) {
      this.states[place * inputs + i] = state[i]!;
      this.nextStates[place * inputs + i] = nextState[i]!;
    }
    this.actions[place] = action;
    this.rewards[place] = reward;
  }

  /**
   * Fills `batch`, every row any of the transitions with the same chance: row i by the draw (entity, step, i).
   *
   * @throws RangeError if there is none yet, or if the batch has more than 256 rows
   */
  sample(batch: Transitions, draws: CounterDraws, entity: number, step: number): void {
    const { inputs, length } = this;
    if (length === 0) throw new RangeError('there is nothing to sample from');
    if (batch.rows > mostSampled) throw new RangeError(`a batch has at most ${mostSampled} rows`);
    for (let row = 0; row < batch.rows; row++) {
      const place = Math.floor(draws.uniform(entity, step, row) * length);
      for (let i = 0; i < inputs; i++) {
        batch.states[row * inputs + i] = this.states[place * inputs + i]!;
        batch.nextStates[row * inputs + i] = this.nextStates[place * inputs + i]!;
      }
      batch.actions[row] = this.actions[place]!;
      batch.rewards[row] = this.rewards[place]!;
    }
  }
}
