import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';

/** The sojourn of one task, alone on one server. */
function sojournOf(load: number, complexity: number, processingRate: number): number {
  const scenario = scenarioSchema.parse({
    time: { rounds: 1, drain: true },
    servers: { count: 1, capacity: 100, processingRate },
    arrivals: { process: 'constant', rate: 1 },
    tasks: { load, complexity, complexityActs: true },
    learning: { mode: 'none' },
  });
  return simulate({ scenario: { ...scenario, time: { mode: 'rounds', rounds: 1, drain: true } } }).sojourn
    .mean!;
}

describe('a task on a server of its own takes its work divided by the rate, rounded up to whole rounds', () => {
  for (const processingRate of [1, 2, 5]) {
    it(`at rate ${processingRate}, for loads and complexities in tenths`, () => {
      for (const load of [5, 10, 15, 20]) {
        for (let tenths = 11; tenths <= 30; tenths++) {
          const rounds = Math.ceil((load * tenths) / 10 / processingRate);
          expect([load, tenths, sojournOf(load, tenths / 10, processingRate)]).toEqual([
            load,
            tenths,
            rounds,
          ]);
        }
      }
    });
  }
});
