import { InputError, type Problem } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import { agentKinds } from '../learning/neural/agent-kinds.js';
import { layersOf } from '../learning/neural/network.js';
import { plannedNetworks } from './bid-networks.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';
import { mostMemories, mostPredictors, mostWeights } from './sizes.js';

/**
 * @param count - how many servers there are
 * @throws InputError if there are more networks than there is room for, a trainer that the kind of network does not have,
 *   a trainer or saved networks where there is no network, or a chance of exploring that begins below its own least
 */
export function checkNetworks(scenario: Scenario, count: number, document: ScenarioDocument): void {
  const problems = [
    ...tooManyPredictors(scenario, count, document),
    ...tooManyNetworks(scenario, count, document),
    ...tooManyMemories(scenario, count, document),
    ...tooSmallMemory(scenario, document),
    ...otherTrainer(scenario, document),
    ...noNetwork(scenario, document),
    ...risingEpsilon(scenario, document),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function tooManyPredictors({ bidding }: Scenario, count: number, document: ScenarioDocument): Problem[] {
  if (bidding.predictor.kind !== 'mlp' || count <= mostPredictors) return [];
  return [
    {
      ...document.placeOf(['bidding', 'predictor', 'kind']),
      message: `bidding.predictor.kind: mlp takes at most ${shortNumber(mostPredictors)} servers, not ${count}`,
      hint: 'linear takes any number',
    },
  ];
}

function tooManyNetworks(scenario: Scenario, count: number, document: ScenarioDocument): Problem[] {
  const planned = plannedNetworks(scenario, count);
  if (!planned) return [];
  const weights = layersOf(planned.shape).reduce(
    (sum, { inputs, outputs }) => sum + (inputs + 1) * outputs,
    0,
  );
  if (planned.networks.length * weights <= mostWeights) return [];
  return [
    {
      ...document.placeOf(['learning', 'neural', 'shared']),
      message: `learning.neural.shared: ${planned.networks.length} networks of ${weights} weights are above ${shortNumber(mostWeights)}`,
      hint: 'shared: true has one agent for all servers',
    },
  ];
}

function tooManyMemories(scenario: Scenario, count: number, document: ScenarioDocument): Problem[] {
  const agents = scenario.bidding.neural === 'dqn' && !scenario.learning.neural.shared ? count : 1;
  const { memory } = scenario.learning.neural;
  if (agents * memory <= mostMemories) return [];
  return [
    {
      ...document.placeOf(['learning', 'neural', 'memory']),
      message: `learning.neural.memory: ${agents} servers × ${memory} transitions is above ${shortNumber(mostMemories)}`,
      hint: `with so many servers at most ${Math.floor(mostMemories / agents)}, or shared: true`,
    },
  ];
}

/** With less memory than a batch, nothing would ever be learnt. */
function tooSmallMemory({ bidding, learning }: Scenario, document: ScenarioDocument): Problem[] {
  const { batch, frozen, memory } = learning.neural;
  if (bidding.neural !== 'dqn' || frozen || memory >= batch) return [];
  return [
    {
      ...document.placeOf(['learning', 'neural', 'memory']),
      message: `learning.neural.memory: ${memory} transitions never make a batch of ${batch}`,
      hint: `at least ${batch}, or a smaller learning.neural.batch`,
    },
  ];
}

function otherTrainer({ bidding, learning }: Scenario, document: ScenarioDocument): Problem[] {
  const { trainer } = learning.neural;
  if (bidding.neural !== 'actor-critic' || trainer === 'kernel') return [];
  return [
    {
      ...document.placeOf(['learning', 'neural', 'trainer']),
      message: `learning.neural.trainer: ${trainer} trains no actor-critic`,
      hint: 'kernel does',
    },
  ];
}

/** What names files or packages is not passed over in silence; other terms of a network may wait for one. */
function noNetwork({ bidding, learning }: Scenario, document: ScenarioDocument): Problem[] {
  if (bidding.neural !== 'none') return [];
  const { load, trainer } = learning.neural;
  const idle = [...(load === undefined ? [] : ['load']), ...(trainer === 'kernel' ? [] : ['trainer'])];
  return idle.map((name) => ({
    ...document.placeOf(['learning', 'neural', name]),
    message: `learning.neural.${name}: there is no network for it`,
    hint: `set bidding.neural (${Object.keys(agentKinds).join(', ')}), or leave it out`,
  }));
}

/** The chance would be raised to its least before it is ever used. */
function risingEpsilon({ bidding, learning }: Scenario, document: ScenarioDocument): Problem[] {
  const { epsilon, frozen, leastEpsilon } = learning.neural;
  if (bidding.neural !== 'dqn' || frozen || epsilon >= leastEpsilon) return [];
  return [
    {
      ...document.placeOf(['learning', 'neural', 'epsilon']),
      message: `learning.neural.epsilon: ${shortNumber(epsilon)} is below leastEpsilon, ${shortNumber(leastEpsilon)}, below which it never is`,
      hint: `set learning.neural.leastEpsilon to at most ${shortNumber(epsilon)} too`,
    },
  ];
}
