import type { Scenario } from '../../src/scenario/schema.js';
import { drawnNetwork, type Network } from './dense-network.js';
import { actorCritic, agentRules, deepQ, type ReferenceAgent } from './neural-agents.js';
import { streamKey, streamOf } from './restated-random.js';

/** The networks that act on bids, said again from docs/model.md. Shares no code with src. */

const f = Math.fround;

/** A server, as far as its actions and rewards see it. */
interface Bidder {
  id: number;
  capacity: number;
  sensitivity: number;
  riskAversion: number;
  targetLoadRatio: number;
  load: number;
  revenue: number;
  cost: number;
}

interface Note {
  bidder: Bidder;
  state: number[];
  action: number;
  standing: number;
}

export const neuralRules = {
  ...agentRules,
  features: ({ load, capacity, sensitivity, riskAversion }: Bidder, taskLoad: number) => [
    load / capacity,
    taskLoad,
    sensitivity,
    riskAversion,
  ],
  largest: 1e6,
  standing: {
    'error-reduction': ({ load, capacity, targetLoadRatio }: Bidder) =>
      0 - Math.abs(load / capacity - targetLoadRatio),
    profit: ({ revenue, cost }: Bidder) => revenue - cost,
  },
  noted: (winner: Bidder, runnerUp: Bidder | undefined) => (runnerUp ? [winner, runnerUp] : [winner]),
  notesUnsold: false,
  networksLearnFirst: false,
  learnsAt: (note: number, steps: number) => note < steps,
};

export type NeuralRules = typeof neuralRules;

export class NeuralBids {
  private readonly agents: ReferenceAgent[];
  private notes: Note[] = [];

  constructor(
    private readonly scenario: Scenario,
    servers: number,
    private readonly rules: NeuralRules,
  ) {
    const { neural } = scenario.learning;
    const uniform = streamOf(scenario.seed, 'neural/weights');
    const network = (outputs: number): Network => drawnNetwork([4, ...neural.hidden, outputs], uniform);
    this.agents = Array.from({ length: neural.shared ? 1 : servers }, (_, agent) => {
      const input = {
        terms: neural,
        choices: streamKey(scenario.seed, 'neural/choices'),
        replay: streamKey(scenario.seed, 'neural/replay'),
        agent,
      };
      return scenario.bidding.neural === 'dqn'
        ? deepQ({ ...input, networks: [network(3)] }, rules)
        : actorCritic({ ...input, networks: [network(3), network(1)] }, rules);
    });
  }

  /** What the bid of `bidder` is multiplied by. */
  factor(bidder: Bidder, taskLoad: number, auction: number): number {
    const { rate } = this.scenario.learning;
    return [1 + rate, 1 - rate, 1][this.action(bidder, taskLoad, auction)]!;
  }

  /** Before the task is assigned and paid. */
  note(winner: Bidder, runnerUp: Bidder | undefined, taskLoad: number, auction: number): void {
    if (this.scenario.learning.neural.frozen) return;
    for (const bidder of this.rules.noted(winner, runnerUp)) {
      const state = this.state(bidder, taskLoad);
      const action = this.action(bidder, taskLoad, auction);
      this.notes.push({ bidder, state, action, standing: this.standing(bidder) });
    }
  }

  endRound(): void {
    const { stepsPerRound } = this.scenario.learning.neural;
    for (const [i, { bidder, state, action, standing }] of this.notes.entries()) {
      const { largest } = this.rules;
      const rise = this.standing(bidder) - standing;
      const reward = Math.max(-largest, Math.min(largest, rise));
      const agent = this.agentOf(bidder);
      agent.remember({ state, action, reward, next: this.state(bidder, state[1]!) });
      if (this.rules.learnsAt(i, stepsPerRound)) agent.learn();
    }
    this.notes = [];
  }

  weights(): number[][] {
    return this.agents.flatMap((agent) => agent.weights());
  }

  private action(bidder: Bidder, taskLoad: number, auction: number): number {
    return this.agentOf(bidder).choose(this.state(bidder, taskLoad), bidder.id, auction);
  }

  private agentOf({ id }: Bidder): ReferenceAgent {
    return this.agents.length === 1 ? this.agents[0]! : this.agents[id]!;
  }

  private standing(bidder: Bidder): number {
    return this.rules.standing[this.scenario.learning.neural.reward](bidder);
  }

  private state(bidder: Bidder, taskLoad: number): number[] {
    return this.rules.features(bidder, taskLoad).map((value) => f(Math.min(this.rules.largest, value)));
  }
}
