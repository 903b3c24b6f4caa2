import { expect, test } from 'vitest';
import { adamDefaults } from '../../src/learning/neural/adam.js';
import type { NamedNetwork } from '../../src/learning/neural/agent.js';
import { KernelQTrainer } from '../../src/learning/neural/kernel-q-trainer.js';
import { softmax } from '../../src/learning/neural/softmax.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';

/** Mean chances of raising, lowering and leaving a bid over load ratios and task loads, by a policy. */
function meanChances({ shape, weights }: NamedNetwork): number[] {
  const policy = new KernelQTrainer({ shape, weights, batch: 1, discount: 0, adam: adamDefaults });
  const scores = new Float32Array(3);
  const chances = new Float64Array(3);
  const sums = [0, 0, 0];
  let states = 0;
  for (let ratio = 0; ratio <= 1.5; ratio += 0.1) {
    for (let load = 5; load <= 20; load += 3) {
      policy.predict(new Float32Array([ratio, load, 1.25, 0.25]), 1, scores);
      softmax(scores, 0, 3, chances);
      chances.forEach((chance, action) => {
        sums[action]! += chance;
      });
      states++;
    }
  }
  return sums.map((sum) => sum / states);
}

// In a second-price auction no bid beats the honest one: here a server's cost is its bid without the action.
test.each([1, 2, 3])(
  'an actor-critic that is rewarded by profit learns to leave its bids alone (seed %i)',
  async (seed) => {
    let networks: readonly NamedNetwork[] = [];
    const loaded = await prepareScenario({
      seed,
      time: { rounds: 400 },
      servers: { count: 7, processingRate: 12 },
      bidding: { neural: 'actor-critic' },
      learning: { mode: 'none', neural: { reward: 'profit' } },
    });
    simulate(loaded, {
      observers: [
        {
          networks: (all) => {
            networks = all;
          },
        },
      ],
    });
    expect(meanChances(networks[0]!)[2]).toBeGreaterThan(0.9);
  },
);
