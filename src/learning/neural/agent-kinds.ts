import type { CounterDraws } from '../../random/counter-draws.js';
import { ActorCritic, criticShape } from './actor-critic.js';
import { ActorCriticAgent } from './actor-critic-agent.js';
import { adamDefaults } from './adam.js';
import type { Agent, NamedShape } from './agent.js';
import { DeepQAgent } from './deep-q-agent.js';
import type { ExplorationTerms } from './exploration.js';
import type { Kernel } from './kernel.js';
import type { NetworkShape, Weights } from './network.js';
import type { QTrainerFactory } from './q-trainers.js';

/** The scenario's terms for networks, and what an agent needs of the run. */
export interface AgentTerms {
  /** Of the network that rates actions. */
  readonly shape: NetworkShape;
  /** Of the networks that the kind has, in its order. */
  readonly weights: readonly Weights[];
  /** Learning rate of Adam, ≥ 0. */
  readonly rate: number;
  /** Discount, in [0, 1]. */
  readonly gamma: number;
  /** Transitions of one step, 1 … 256. */
  readonly batch: number;
  readonly exploration: ExplorationTerms;
  /** Transitions that deep Q-learning remembers, ≥ 1. */
  readonly memory: number;
  /** Steps between two copies to the target network, ≥ 1. */
  readonly targetEvery: number;
  /** Coefficient of the actor-critic's entropy bonus, ≥ 0. */
  readonly entropy: number;
  readonly createTrainer: QTrainerFactory;
  /** Where agents keep their weights side by side. */
  readonly kernel: Kernel;
  /** Draws of (server, auction). */
  readonly choices: CounterDraws;
  /** Draws of (agent, step of learning). */
  readonly replay: CounterDraws;
  /** Number of the agent, where there are several: an address of draws. */
  readonly agent: number;
}

/** A way to learn which action pays. */
export interface AgentKind {
  /** The networks that an agent has, by name. */
  networks(shape: NetworkShape): NamedShape[];
  create(terms: AgentTerms): Agent;
}

/** Every kind of agent, by the name that a scenario gives it. */
export const agentKinds = {
  dqn: {
    networks: (shape) => [{ name: 'q', shape }],
    create(terms) {
      const [weights] = terms.weights as [Weights];
      const { shape, batch, gamma, rate, agent } = terms;
      const adam = { ...adamDefaults, rate };
      const trainer = terms.createTrainer({ shape, weights, batch, discount: gamma, adam }, terms.kernel);
      return new DeepQAgent(trainer, terms, { exploration: terms.choices, replay: terms.replay }, agent);
    },
  },
  'actor-critic': {
    networks: (shape) => [
      { name: 'policy', shape },
      { name: 'critic', shape: criticShape(shape) },
    ],
    create(terms) {
      const [policy, critic] = terms.weights as [Weights, Weights];
      const { shape, batch, gamma, entropy, rate } = terms;
      const adam = { ...adamDefaults, rate };
      const networks = new ActorCritic(
        { shape, policy, critic, batch, discount: gamma, entropy, adam },
        terms.kernel,
      );
      return new ActorCriticAgent(networks, batch, terms.choices);
    },
  },
} satisfies Record<string, AgentKind>;

/**
 * The networks of `agents` agents of one kind, agent by agent; of several, each in a folder `server-<id>` of its own.
 *
 * @param agents - 1 where all servers share one, else one a server
 */
export function networksOf(kind: AgentKind, shape: NetworkShape, agents: number): NamedShape[] {
  const networks = kind.networks(shape);
  if (agents === 1) return networks;
  return Array.from({ length: agents }, (_, server) =>
    networks.map((network) => ({ ...network, name: `server-${server}/${network.name}` })),
  ).flat();
}
