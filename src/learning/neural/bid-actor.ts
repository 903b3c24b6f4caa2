import { actions, applyAction } from '../actions.js';
import type { Agent } from './agent.js';
import { BidNotes, bidStateSize } from './bid-notes.js';
import { bidRewards, type RewardColumns } from './bid-rewards.js';
import type { Weights } from './network.js';

/** What an action is chosen from, and rewarded by: one row a server. */
export interface BidActorColumns extends RewardColumns {
  readonly sensitivity: Float64Array;
  readonly riskAversion: Float64Array;
}

/** How servers act on their bids. */
export interface BidActorTerms {
  /** η: an action multiplies a bid by 1 + η, 1 − η or 1; in [0, 1]. */
  readonly rate: number;
  readonly reward: keyof typeof bidRewards;
  /** Whether nothing is noted and nothing learnt. */
  readonly frozen: boolean;
  /** The most steps of learning at the end of a round, ≥ 0. */
  readonly stepsPerRound: number;
}

/** No feature is above it and no reward beyond ±it, so that no loss overflows single precision. */
const LARGE = 1e6;

/**
 * The neural stage of bids (white paper, sections 2 and 4): for each auction a server chooses, by what a network makes of
 *
 *     (load ratio, task load, sensitivity, risk aversion)
 *
 * to multiply its bid by 1 + η, by 1 − η or by 1. The load ratio is not clamped at 1, so that overload can be told apart.
 *
 * What is learnt from are the bids of winners and runners-up, which are known however the winner is found: state and
 * action at the bid; the reward at the end of the round, what {@link bidRewards} rose by; the next state
 * is that of the server then, for a task of the same load. They are remembered in the order of auctions, the
 * winner's first, and each of the first `stepsPerRound` of a round is followed by one step of learning. So networks do not
 * change within a round.
 */
export class BidActor {
  /** The least factor of a bid. */
  readonly least: number;
  private readonly factorOf: readonly number[];
  private readonly standing: (columns: RewardColumns, server: number) => number;
  private readonly notes = new BidNotes();
  private readonly pair = new Int32Array(2);
  private readonly one = new Int32Array(1);
  private readonly oneAction = new Uint8Array(1);
  private readonly state = new Float32Array(bidStateSize);
  private readonly nextState = new Float32Array(bidStateSize);
  private states = new Float32Array(0);
  private actions = new Uint8Array(0);
  private auction = 0;

  /** @param agents - one that all servers share, or one a server */
  constructor(
    private readonly servers: BidActorColumns,
    private readonly agents: readonly Agent[],
    private readonly terms: BidActorTerms,
  ) {
    this.factorOf = actions.map((_, action) => applyAction(action, 1, terms.rate));
    this.least = Math.min(...this.factorOf);
    this.standing = bidRewards[terms.reward];
  }

  /** Turns to another auction: a number below 2³², the address of the draws of its choices. */
  turnTo(auction: number): void {
    this.auction = auction;
  }

  /**
   * Writes what the first `count` of `servers` multiply their bids by, for a task of `taskLoad`, to `out`. O(count),
   * and faster in company than alone.
   */
  factors(servers: Int32Array, count: number, taskLoad: number, out: Float64Array): void {
    this.choose(servers, count, taskLoad);
    for (let row = 0; row < count; row++) out[row] = this.factorOf[this.actions[row]!]!;
  }

  /** Takes note of what the winner and the runner-up (−1: nobody) have bid; before the task is assigned and paid. */
  note(winner: number, runnerUp: number, taskLoad: number): void {
    if (this.terms.frozen) return;
    this.pair[0] = winner;
    this.pair[1] = runnerUp;
    const count = runnerUp < 0 ? 1 : 2;
    this.choose(this.pair, count, taskLoad);
    for (let row = 0; row < count; row++) {
      const server = this.pair[row]!;
      this.notes.add(server, this.actions[row]!, this.standing(this.servers, server), this.states, row);
    }
  }

  /** Learns from what was noted, after loads, sensitivities and payments of the round are settled. */
  endRound(): void {
    const { notes, state, nextState } = this;
    for (let at = 0; at < notes.count; at++) {
      const server = notes.server[at]!;
      for (let i = 0; i < bidStateSize; i++) state[i] = notes.states[bidStateSize * at + i]!;
      this.writeState(server, state[1]!, nextState, 0);
      const reward = this.standing(this.servers, server) - notes.standing[at]!;
      const agent = this.agentOf(server);
      agent.remember(state, notes.action[at]!, Math.max(-LARGE, Math.min(LARGE, reward)), nextState);
      if (at < this.terms.stepsPerRound) agent.learn();
    }
    notes.count = 0;
  }

  /** Copies of the weights of all networks: those of the agents in turn. */
  weights(): Weights[] {
    return this.agents.flatMap((agent) => agent.weights());
  }

  /** Gives back what agents hold outside of the JavaScript heap; nothing else may be called afterwards. */
  dispose(): void {
    for (const agent of this.agents) agent.dispose?.();
  }

  private agentOf(server: number): Agent {
    return this.agents.length === 1 ? this.agents[0]! : this.agents[server]!;
  }

  /** Leaves the states and actions of the first `count` of `servers`. */
  private choose(servers: Int32Array, count: number, taskLoad: number): void {
    if (this.actions.length < count) {
      this.actions = new Uint8Array(2 * count);
      this.states = new Float32Array(2 * count * bidStateSize);
    }
    for (let row = 0; row < count; row++) this.writeState(servers[row]!, taskLoad, this.states, row);
    if (this.agents.length === 1) {
      this.agents[0]!.act(this.states, count, servers, this.auction, this.actions);
    } else this.chooseOneByOne(servers, count, taskLoad);
  }

  private chooseOneByOne(servers: Int32Array, count: number, taskLoad: number): void {
    const { one, oneAction, state } = this;
    for (let row = 0; row < count; row++) {
      one[0] = servers[row]!;
      this.writeState(one[0], taskLoad, state, 0);
      this.agents[one[0]]!.act(state, 1, one, this.auction, oneAction);
      this.actions[row] = oneAction[0]!;
    }
  }

  private writeState(server: number, taskLoad: number, out: Float32Array, row: number): void {
    const { capacity, load, riskAversion, sensitivity } = this.servers;
    const at = bidStateSize * row;
    out[at] = Math.min(LARGE, load[server]! / capacity[server]!);
    out[at + 1] = Math.min(LARGE, taskLoad);
    out[at + 2] = Math.min(LARGE, sensitivity[server]!);
    out[at + 3] = Math.min(LARGE, riskAversion[server]!);
  }
}
