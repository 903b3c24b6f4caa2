/**
 * What each server did last and how far it then was from its target: the reward of an action is the reduction
 * of the error |ratio − target| between two steps (white paper, section 7.5). The first step has no reward.
 */
export class Experience {
  private readonly lastError: Float64Array;
  /** −1 before the first step. */
  private readonly lastAction: Int8Array;

  constructor(servers: number) {
    this.lastError = new Float64Array(servers);
    this.lastAction = new Int8Array(servers).fill(-1);
  }

  /** The action of the step before; −1 where there was none. */
  actionOf(server: number): number {
    return this.lastAction[server]!;
  }

  /** Last error less `error`. */
  reward(server: number, error: number): number {
    return this.lastError[server]! - error;
  }

  /** Closes the step of `server`. */
  remember(server: number, error: number, action: number): void {
    this.lastError[server] = error;
    this.lastAction[server] = action;
  }
}
