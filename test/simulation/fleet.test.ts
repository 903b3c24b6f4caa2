import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import { processingRates } from '../../src/simulation/fleet.js';
import { Simulation } from '../../src/simulation/simulation.js';

const rate = fc.constantFrom(undefined, 3);

property.prop([fc.nat(), fc.array(rate, { minLength: 1, maxLength: 20 })])(
  'rates of a fleet that are drawn alone are those that its servers have',
  async (seed, rates) => {
    const list = rates.map((processingRate) => (processingRate === undefined ? {} : { processingRate }));
    for (const servers of [{ list }, { count: rates.length }]) {
      const loaded = await prepareScenario({
        seed,
        servers: { ...servers, processingRate: { uniform: [1, 9] } },
      } as never);
      const { servers: run } = new Simulation(loaded);
      const drawn = processingRates(loaded);
      expect([...drawn]).toEqual(rates.map((_, id) => run.processingRate[id]));
    }
  },
);
