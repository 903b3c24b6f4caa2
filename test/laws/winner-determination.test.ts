import { expect, it } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';

/** What bids depend on, in every combination that changes how an index could go about it. */
const markets: [string, ScenarioInput][] = [
  ['the paper’s rules', {}],
  ['no noise', { bidding: { noise: 0 } }],
  [
    'servers that are all alike',
    { servers: { capacity: 80, sensitivity: 1, riskAversion: 0.2 }, bidding: { noise: 0 } },
  ],
  [
    'servers that are all alike, and noise',
    { servers: { count: 400, capacity: 80, sensitivity: 1, riskAversion: 0.2 } },
  ],
  ['bids at the clamp', { bidding: { maximum: 15 } }],
  ['large noise', { bidding: { noise: 10 } }],
  ['unbounded loads', { tasks: { load: { pareto: [1.5, 3] } } }],
  [
    'a binding reserve with retries',
    { auction: { reserve: { binding: true, factor: 1.05 }, unsold: 'retry' } },
  ],
  ['three partners', { coalition: { partners: 3, split: 'proportional', overload: 0.2 } }],
  ['continuous learning', { learning: { mode: 'continuous' } }],
  ['a deep Q-network', { bidding: { neural: 'dqn' } }],
  ['an actor-critic', { bidding: { neural: 'actor-critic' }, learning: { rate: 0.3, mode: 'continuous' } }],
  [
    'a deep Q-network a server',
    { bidding: { neural: 'dqn' }, learning: { neural: { shared: false, memory: 100 } } },
  ],
  [
    'a network and a predictor that shades',
    { bidding: { neural: 'dqn', predictor: { kind: 'mlp', shading: 0.4 } } },
  ],
  [
    'a network, no noise, servers that are all alike',
    { servers: { capacity: 80, sensitivity: 1, riskAversion: 0.2 }, bidding: { noise: 0, neural: 'dqn' } },
  ],
  ['old information', { information: { delay: 3 } }],
  [
    'old information, a predictor that shades, and learning without end',
    {
      information: { delay: 0.5 },
      bidding: { predictor: { kind: 'mlp', shading: 0.4 } },
      learning: { mode: 'continuous' },
    },
  ],
  [
    'old information of servers that fail',
    {
      time: { mode: 'continuous', tasks: 2000 },
      servers: { failures: { after: { exponential: 3 }, repair: { exponential: 1 }, work: 'lost' } },
      information: { delay: 0.3 },
      coalition: { overload: 0.2 },
    },
  ],
  ['a predictor that shades', { bidding: { predictor: { kind: 'linear', shading: 0.4 } } }],
];

it.each(markets)('scan, screen, index and auto give the same digest: %s', async (_, market) => {
  const digestOf = async (winnerDetermination: 'scan' | 'screen' | 'index' | 'auto'): Promise<string> => {
    const { servers, bidding, ...rest } = market;
    const loaded = await prepareScenario({
      time: { rounds: 40 },
      arrivals: { process: 'poisson', rate: 60 },
      servers: { count: 150, coalitions: 6, ...servers },
      bidding: { ...bidding, winnerDetermination },
      ...rest,
    });
    return simulate(loaded).digest;
  };
  const scanned = await digestOf('scan');
  expect(await digestOf('screen')).toBe(scanned);
  expect(await digestOf('index')).toBe(scanned);
  expect(await digestOf('auto')).toBe(scanned);
});
