import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { actions } from '../learning/actions.js';
import type { NamedShape } from '../learning/neural/agent.js';
import { type AgentKind, agentKinds, networksOf } from '../learning/neural/agent-kinds.js';
import { bidStateSize } from '../learning/neural/bid-notes.js';
import { modelFile } from '../learning/neural/model-json.js';
import type { NetworkShape, Weights } from '../learning/neural/network.js';
import { type QTrainerFactory, qTrainers } from '../learning/neural/q-trainers.js';
import { weightBytes } from '../learning/neural/weight-bytes.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import { readSavedNetwork } from './saved-network.js';
import type { Scenario } from './schema.js';

/** The networks by which servers act on their bids, and what they start from. */
export interface BidNetworks {
  readonly kind: AgentKind;
  /** Of the network that rates the actions. */
  readonly shape: NetworkShape;
  /** 1 where all servers share one agent, else one a server. */
  readonly agents: number;
  /** Every network of every agent. */
  readonly networks: readonly NamedShape[];
  /** What each of them starts from, where they are loaded. */
  readonly weights?: readonly Weights[];
  /** SHA-256 of these, hexadecimal: of their `weights.bin`, one after the other. */
  readonly sha256?: string;
  readonly createTrainer: QTrainerFactory;
}

/** What {@link BidNetworks} there are, without what is read or imported for them. */
export function plannedNetworks(
  { bidding, learning }: Scenario,
  count: number,
): Pick<BidNetworks, 'kind' | 'shape' | 'agents' | 'networks'> | undefined {
  if (bidding.neural === 'none') return undefined;
  const kind: AgentKind = agentKinds[bidding.neural];
  const shape = { inputs: bidStateSize, hidden: learning.neural.hidden, outputs: actions.length };
  const agents = learning.neural.shared ? 1 : count;
  return { kind, shape, agents, networks: networksOf(kind, shape, agents) };
}

/**
 * The networks of a scenario's bids, if it has any: imports what trains them and reads what they start from.
 *
 * @throws InputError if the native backend is asked for and missing, or a saved network cannot be read
 */
export async function readBidNetworks(
  scenario: Scenario,
  count: number,
  document: OverriddenDocument,
  files: NamedFiles,
): Promise<BidNetworks | undefined> {
  const planned = plannedNetworks(scenario, count);
  if (!planned) return undefined;
  const { load, trainer } = scenario.learning.neural;
  const createTrainer = await importTrainer(trainer, document);
  if (load === undefined) return { ...planned, createTrainer };
  const weights: Weights[] = [];
  const hash = createHash('sha256');
  for (const { name, shape } of planned.networks) {
    const path = await files.find(load, 'learning.neural.load', join(name, modelFile));
    const read = await readSavedNetwork(path, shape);
    hash.update(weightBytes(read));
    weights.push(read);
  }
  return { ...planned, weights, sha256: hash.digest('hex'), createTrainer };
}

/** @throws InputError, at the place of its name, if it cannot be imported */
async function importTrainer(
  name: keyof typeof qTrainers,
  document: OverriddenDocument,
): Promise<QTrainerFactory> {
  try {
    return await qTrainers[name]();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = document.placeOf(['learning', 'neural', 'trainer']);
    throw new InputError(error.problems.map((problem) => ({ ...problem, ...place })));
  }
}
