import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';

/** Tasks that all come in a moment, and take 100 units of time each, one after another. */
const burst: ScenarioInput = {
  time: { mode: 'continuous', tasks: 100 },
  servers: { count: 1, processingRate: 1 },
  arrivals: { process: 'constant', rate: 1e6 },
  tasks: { load: 100, complexity: 1 },
  learning: { mode: 'none' },
};

async function samplesOf(scenario: ScenarioInput): Promise<number[]> {
  const times: number[] = [];
  simulate(await prepareScenario(scenario), { observers: [{ round: ({ time }) => times.push(time) }] });
  return times;
}

test('a run that lasts far longer than its arrivals has a few thousand samples more, ever farther apart', async () => {
  const times = await samplesOf(burst);
  expect(times.at(-1)).toBeGreaterThan(1e4);
  // Of 1e11 intervals as they were at first.
  expect(times.length).toBeLessThan(2000 * (2 + Math.log2(1e11 / 2000)));
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

test('an interval that the scenario names stays as it is', async () => {
  const times = await samplesOf({ ...burst, metrics: { interval: 2 } });
  expect(times.slice(0, -1)).toEqual(Array.from({ length: times.length - 1 }, (_, i) => 2 * (i + 1)));
  expect(times.length).toBe(5001);
});
