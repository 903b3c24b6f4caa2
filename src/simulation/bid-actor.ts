import { BidActor } from '../learning/neural/bid-actor.js';
import { glorotUniform } from '../learning/neural/glorot.js';
import { Kernel } from '../learning/neural/kernel.js';
import { CounterDraws } from '../random/counter-draws.js';
import type { Streams } from '../random/streams.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { Servers } from '../world/servers.js';

/**
 * What acts on the bids of a scenario, if anything does: agents with the weights that were loaded, else with drawn ones,
 * those of the agents in turn.
 */
export function bidActorOf(
  { scenario, bidNetworks }: LoadedScenario,
  servers: Servers,
  streams: Streams,
): BidActor | undefined {
  if (!bidNetworks) return undefined;
  const { agents, createTrainer, kind, networks, shape } = bidNetworks;
  const { rate, neural } = scenario.learning;
  const { epsilon, epsilonDecay, leastEpsilon, frozen } = neural;
  const uniform = streams.uniform('neural/weights');
  const weights = bidNetworks.weights ?? networks.map((network) => glorotUniform(network.shape, uniform));
  const terms = {
    ...neural,
    shape,
    createTrainer,
    kernel: new Kernel(),
    exploration: frozen
      ? { initial: 0, decay: 1, least: 0 }
      : { initial: epsilon, decay: epsilonDecay, least: leastEpsilon },
    choices: new CounterDraws(streams.key('neural/choices')),
    replay: new CounterDraws(streams.key('neural/replay')),
  };
  const each = networks.length / agents;
  const created = Array.from({ length: agents }, (_, agent) =>
    kind.create({ ...terms, agent, weights: weights.slice(agent * each, (agent + 1) * each) }),
  );
  return new BidActor(servers, created, { ...neural, rate });
}
