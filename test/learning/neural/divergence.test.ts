import { expect, test } from 'vitest';
import { prepareScenario } from '../../../src/scenario/load.js';
import type { ScenarioInput } from '../../../src/scenario/schema.js';
import { Simulation } from '../../../src/simulation/simulation.js';

const rate = 1e12;

test.each<[string, ScenarioInput, string]>([
  [
    'the deep Q-network',
    { bidding: { neural: 'dqn' }, learning: { neural: { rate } } },
    'learning.neural.rate',
  ],
  [
    'the actor-critic',
    { bidding: { neural: 'actor-critic' }, learning: { neural: { rate } } },
    'learning.neural.rate',
  ],
  [
    'a network that predicts prices',
    { bidding: { predictor: { kind: 'mlp', rate, shading: 1 } } },
    'bidding.predictor.rate',
  ],
])('%s says that it has diverged', async (what, input, option) => {
  const simulation = new Simulation(await prepareScenario({ ...input, time: { rounds: 60 } }));
  expect(() => simulation.run()).toThrow(
    expect.objectContaining({
      problems: [
        {
          message: `${what} has diverged: its loss is not a finite number`,
          hint: `lower ${option}`,
        },
      ],
    }),
  );
});
