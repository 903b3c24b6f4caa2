import type { NetworkShape, Weights } from './network.js';

/** A network by its name among those of a run, which is also the folder that it is saved in. */
export interface NamedShape {
  readonly name: string;
  readonly shape: NetworkShape;
}

/** A network and what it has learnt. */
export interface NamedNetwork extends NamedShape {
  readonly weights: Weights;
}

/** Chooses actions and learns from what comes of them. */
export interface Agent {
  /**
   * Chooses an action in each of `rows` states. A choice depends on its own row and address only, so rows may come in
   * any order and any company.
   *
   * @param states - rows × inputs
   * @param entities - who chooses in each row: the address of its draws
   * @param step - of the choice, the other half of the address
   * @param actions - written
   */
  act(
    states: Float32Array,
    rows: number,
    entities: ArrayLike<number>,
    step: number,
    actions: Uint8Array,
  ): void;

  /** Takes note of what came of an action. */
  remember(state: Float32Array, action: number, reward: number, nextState: Float32Array): void;

  /** One step of learning, if enough is noted for one. @returns its loss or losses, or `undefined` */
  learn(): unknown;

  /** Copies of the weights of its networks, in the order in which its kind lists them. */
  weights(): Weights[];

  /** Gives back what it holds outside of the JavaScript heap, if anything; nothing else may be called afterwards. */
  dispose?(): void;
}
