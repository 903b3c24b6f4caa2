import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Summary } from '../../src/simulation/summary.js';
import type { Observer } from '../../src/systems/records.js';

/** Scenarios that between them turn on every part of a rounds market. */
export const markets: Record<string, ScenarioInput> = {
  paper: { time: { rounds: 60 } },
  'binding reserve with retries': {
    seed: 5,
    time: { rounds: 40, drain: true },
    auction: { reserve: { binding: true, update: 'auction', initial: 20 }, unsold: 'retry', retries: 3 },
    learning: { mode: 'q-learning' },
  },
  'wide coalitions, complexity and prediction': {
    seed: 6,
    time: { rounds: 40 },
    servers: { count: 12, coalitions: 3 },
    arrivals: { process: 'bursty', calm: 4, burst: 25, enter: 0.1, leave: 0.3 },
    tasks: { complexityActs: true },
    bidding: { predictor: { kind: 'linear', shading: 0.3 } },
    coalition: { partners: 3, split: 'shapley' },
    learning: { policy: 'thompson' },
  },
  'a deep Q-network': {
    time: { rounds: 30 },
    bidding: { neural: 'dqn', predictor: { kind: 'mlp', shading: 0.3 } },
    learning: { mode: 'continuous', neural: { reward: 'profit' } },
  },
  'an actor-critic a server': {
    time: { rounds: 30 },
    bidding: { neural: 'actor-critic' },
    learning: { neural: { shared: false, batch: 4 } },
  },
};

/** A simulation of `input` that has not begun. */
export async function prepared(input: ScenarioInput, observers: Observer[] = []): Promise<Simulation> {
  return new Simulation(await prepareScenario(input), { observers });
}

/** What came of `input`. */
export async function summaryOf(input: ScenarioInput, observers: Observer[] = []): Promise<Summary> {
  return simulate(await prepareScenario(input), { observers });
}
