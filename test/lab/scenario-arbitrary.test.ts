import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { scenarioArbitrary } from '../../src/lab.js';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

test('arbitrary scenarios run, account for every task, and print as files that run alike', async () => {
  const property = fc.asyncProperty(scenarioArbitrary, async (scenario) => {
    const { tasks, digest } = simulate(await prepareScenario(scenario));
    expect(tasks.arrived).toBe(tasks.completed + tasks.unfinished + tasks.rejected + tasks.lost);
    const file = write('arbitrary.yaml', stringify(scenario));
    expect(simulate(await loadScenario(file)).digest).toBe(digest);
  });
  await fc.assert(property, { seed: 1, numRuns: 60 });
});

test('they shrink to the smallest market there is', () => {
  const { counterexample } = fc.check(
    fc.property(scenarioArbitrary, () => false),
    { seed: 2 },
  );
  expect(counterexample![0]).toMatchObject({
    time: { rounds: 1 },
    servers: { list: [{ capacity: 10 }] },
    arrivals: { rate: 1 },
    tasks: { load: 1 },
  });
});
