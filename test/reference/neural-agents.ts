import {
  copyOf,
  gradient,
  type Network,
  networkRules,
  predict,
  ReferenceAdam,
  weightsOf,
} from './dense-network.js';
import { uniformAt } from './restated-random.js';

/** Deep Q-learning and advantage actor-critic, said again from docs/learning.md. Shares no code with src. */

const f = Math.fround;

export interface Transition {
  state: number[];
  action: number;
  reward: number;
  next: number[];
}

export interface ReferenceAgent {
  /** The action of `server` in an auction. */
  choose(state: number[], server: number, auction: number): number;
  remember(transition: Transition): void;
  learn(): void;
  /** One list a network. */
  weights(): number[][];
}

export interface AgentInput {
  /** One for each network of the kind, which the agent changes. */
  networks: Network[];
  terms: {
    rate: number;
    gamma: number;
    batch: number;
    epsilon: number;
    epsilonDecay: number;
    leastEpsilon: number;
    memory: number;
    targetEvery: number;
    entropy: number;
    frozen: boolean;
  };
  choices: number;
  replay: number;
  /** Number of the agent. */
  agent: number;
}

/** The rules, one by one, so that a test can break each and see that the comparison notices. */
export const agentRules = {
  ...networkRules,
  bestOf: (values: readonly number[]) => Math.max(...values),
  decaysWhileItWaits: true,
  replaces: (place: number, capacity: number) => place % capacity,
  sampled: (draw: number, length: number) => Math.floor(draw * length),
  targetFollowsAt: (steps: number, every: number) => steps % every === 0,
  share: (rows: number) => f(1 / rows),
  advantage: (target: number, value: number) => target - value,
  entropyGradient: (chance: number, entropy: number) => chance * (Math.log(chance) + entropy),
  forgotten: (_batch: Transition[], _rows: number): Transition[] => [],
  notesWhileItWaits: false,
};

export type AgentRules = typeof agentRules;

/** Mnih et al. (2015), algorithm 1, without terminal states. */
export function deepQ(input: AgentInput, rules: AgentRules): ReferenceAgent {
  const { terms, choices, replay, agent } = input;
  const [online] = input.networks as [Network];
  let target = copyOf(online);
  const adam = new ReferenceAdam(online, terms.rate, rules);
  const memory: Transition[] = [];
  let remembered = 0;
  let steps = 0;
  const least = terms.frozen ? 0 : terms.leastEpsilon;
  let epsilon = terms.frozen ? 0 : Math.max(least, terms.epsilon);

  return {
    choose(state, server, auction) {
      if (uniformAt(choices, server, auction, 0) < epsilon) {
        return Math.floor(uniformAt(choices, server, auction, 1) * 3);
      }
      const values = predict(online, state, rules);
      return values.indexOf(Math.max(...values));
    },
    remember(transition) {
      memory[rules.replaces(remembered++, terms.memory)] = transition;
    },
    learn() {
      const ready = memory.length >= terms.batch;
      if (ready || rules.decaysWhileItWaits) epsilon = Math.max(least, epsilon * terms.epsilonDecay);
      if (!ready) return;
      const batch = Array.from(
        { length: terms.batch },
        (_, row) => memory[rules.sampled(uniformAt(replay, agent, steps, row), memory.length)]!,
      );
      steps += 1;
      const goals = batch.map(({ reward, next }) =>
        f(f(reward) + f(f(terms.gamma) * rules.bestOf(predict(target, next, rules)))),
      );
      const slopes = (row: number, values: number[]) =>
        values.map((value, action) => {
          if (action !== batch[row]!.action) return 0;
          return f(rules.share(batch.length) * (2 * f(value - goals[row]!)));
        });
      adam.step(
        gradient(
          online,
          batch.map(({ state }) => state),
          slopes,
          rules,
        ),
      );
      if (rules.targetFollowsAt(steps, terms.targetEvery)) target = copyOf(online);
    },
    weights: () => [weightsOf(online)],
  };
}

/** Mnih et al. (2016), section 4, synchronous, with one-step advantages. */
export function actorCritic(input: AgentInput, rules: AgentRules): ReferenceAgent {
  const { terms, choices } = input;
  const [policy, critic] = input.networks as [Network, Network];
  const adams = [policy, critic].map((network) => new ReferenceAdam(network, terms.rate, rules));
  let batch: Transition[] = [];

  return {
    choose(state, server, auction) {
      const chances = softmax(predict(policy, state, rules));
      const draw = uniformAt(choices, server, auction, 0);
      if (draw < chances[0]!) return 0;
      return draw < chances[0]! + chances[1]! ? 1 : 2;
    },
    remember(transition) {
      if (batch.length < terms.batch || rules.notesWhileItWaits) batch.push(transition);
    },
    learn() {
      if (batch.length < terms.batch) return;
      const learnt = batch.slice(0, terms.batch);
      batch = rules.forgotten(batch, terms.batch);
      const states = learnt.map(({ state }) => state);
      const targets = learnt.map(
        ({ reward, next }) => f(reward) + terms.gamma * predict(critic, next, rules)[0]!,
      );
      const advantages: number[] = [];
      const criticSlopes = (row: number, [value]: number[]) => {
        advantages[row] = rules.advantage(targets[row]!, value!);
        return [f((2 * (value! - targets[row]!)) / learnt.length)];
      };
      const byCritic = gradient(critic, states, criticSlopes, rules);
      const policySlopes = (row: number, scores: number[]) => {
        const chances = softmax(scores);
        const certain = (chance: number) => (chance > 0 ? chance * Math.log(chance) : 0);
        const entropy = 0 - chances.reduce((total, chance) => total + certain(chance), 0);
        return chances.map((chance, action) => {
          const taken = action === learnt[row]!.action ? 1 : 0;
          const bonus = chance > 0 ? terms.entropy * rules.entropyGradient(chance, entropy) : 0;
          return f((advantages[row]! * (chance - taken) + bonus) / learnt.length);
        });
      };
      const byPolicy = gradient(policy, states, policySlopes, rules);
      adams[0]!.step(byPolicy);
      adams[1]!.step(byCritic);
    },
    weights: () => [weightsOf(policy), weightsOf(critic)],
  };
}

function softmax(scores: readonly number[]): number[] {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / powers.reduce((total, value) => total + value, 0));
}
