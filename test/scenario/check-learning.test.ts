import { expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

test('Q-tables of more than 1e8 rows are refused where their states are written', async () => {
  const text = (states: number) =>
    `servers: { count: 100000 }\nlearning:\n  mode: q-learning\n  states: ${states}\n`;
  await expect(loadScenario(write('fits.yaml', text(1000)))).resolves.toBeDefined();
  const file = write('large.yaml', text(1001));
  expect(await refused(() => loadScenario(file))).toEqual([
    {
      file,
      line: 4,
      column: 11,
      message: 'learning.states: 100000 servers × 1001 states is above 1e8',
      hint: 'with so many servers at most 1000 states; other modes have no states',
    },
  ]);
});

test('other learners have no tables', async () => {
  const learning = { mode: 'bandit', states: 10_000 } as const;
  await expect(prepareScenario({ servers: { count: 2 ** 23 }, learning })).resolves.toBeDefined();
});

test('servers of a list count', async () => {
  const list = new Array(10_001).fill({});
  const learning = { mode: 'q-learning', states: 10_000 } as const;
  const [problem] = await refused(() => prepareScenario({ servers: { list }, learning }));
  expect(problem!.message).toContain('10001 servers × 10000 states');
});
