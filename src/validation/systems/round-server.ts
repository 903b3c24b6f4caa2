import { z } from 'zod';
import { prepareScenario } from '../../scenario/load.js';
import { simulate } from '../../simulation/run.js';
import { roundServer } from '../../theory/round-server.js';
import { knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { replicate } from '../replicate.js';

/** One server that works off one task a round, Poisson numbers of tasks: the whole engine on the paper's clock. */
export const roundServerSystem = knownSystem({
  name: 'rounds',
  title: "round-based server, L' = max(L − 1, 0) + A",
  parameters: z.strictObject({ rho: load }),
  cases: [{ rho: 0.5 }, { rho: 0.8 }],

  // Its memory lasts some 4/(1 − ρ)² rounds, so that e⁻¹² of the empty start is left after the warm-up. In few rounds there is a task.
  effort({ rho }) {
    const memory = 1 / (1 - rho) ** 2;
    return {
      runs: 30,
      length: Math.min(2_000_000, Math.ceil(2000 * memory + 200 / rho)),
      warmup: Math.ceil(50 * memory),
      unit: 'rounds',
    };
  },

  predict({ rho }) {
    const { tasks, sojourn } = roundServer(rho);
    return {
      'E[L]': { check: 'mean', value: tasks },
      T: { check: 'mean', value: sojourn },
      'P(L = 0)': { check: 'mean', value: 1 - rho },
    };
  },

  observe: ({ rho }, { runs, length, warmup }, seed) =>
    replicate(runs, seed, async (runSeed) => {
      const loaded = await prepareScenario({
        seed: runSeed,
        time: { rounds: warmup + length },
        servers: { count: 1, processingRate: 1 },
        arrivals: { process: 'poisson', rate: rho },
        tasks: { load: 1 },
        coalition: { partners: 0 },
        learning: { mode: 'none' },
        metrics: { servers: 'none' },
      });
      let left = 0;
      let loads = 0;
      let tasks = 0;
      let empty = 0;
      simulate(loaded, {
        observers: [
          {
            round({ round, load: after, tasks: arrived }) {
              const before = left + arrived;
              left = after;
              if (round < warmup) return;
              loads += before;
              tasks += arrived;
              if (before === 0) empty++;
            },
          },
        ],
      });
      return { 'E[L]': loads / length, T: tasks === 0 ? null : loads / tasks, 'P(L = 0)': empty / length };
    }),
});
