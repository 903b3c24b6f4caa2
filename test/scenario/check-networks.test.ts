import { expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const market = (
  count: number,
  bidding: ScenarioInput['bidding'],
  neural: NonNullable<ScenarioInput['learning']>['neural'],
): ScenarioInput => ({ servers: { count }, bidding, learning: { neural } });

const own = { shared: false };

test.each<[string, ScenarioInput, string]>([
  [
    'an mlp for each of too many servers',
    market(1_000_001, { predictor: { kind: 'mlp' } }, {}),
    'bidding.predictor.kind: mlp takes at most 1000000 servers, not 1000001',
  ],
  [
    'more weights than there is room for',
    market(5500, { neural: 'actor-critic' }, own),
    'learning.neural.shared: 11000 networks of 4675 weights are above 50000000',
  ],
  [
    'more transitions than there is room for',
    market(1001, { neural: 'dqn' }, own),
    'learning.neural.memory: 1001 servers × 10000 transitions is above 10000000',
  ],
  [
    'a memory that never holds a batch',
    market(7, { neural: 'dqn' }, { memory: 31 }),
    'learning.neural.memory: 31 transitions never make a batch of 32',
  ],
  [
    'another trainer of an actor-critic',
    market(7, { neural: 'actor-critic' }, { trainer: 'tfjs' }),
    'learning.neural.trainer: tfjs trains no actor-critic',
  ],
  [
    'a chance of exploring below its least',
    market(7, { neural: 'dqn' }, { epsilon: 0 }),
    'learning.neural.epsilon: 0 is below leastEpsilon, 0.01, below which it never is',
  ],
  [
    'a trainer of no network',
    market(7, {}, { trainer: 'tfjs-node' }),
    'learning.neural.trainer: there is no network for it',
  ],
])('%s is refused', async (_, input, message) => {
  expect((await refused(() => prepareScenario(input))).map((problem) => problem.message)).toEqual([message]);
});

test.each<[string, ScenarioInput]>([
  ['one network for any number of servers', market(2 ** 23, { neural: 'dqn' }, {})],
  ['1,000 servers with a network each', market(1000, { neural: 'dqn' }, own)],
  ['a memory of one batch', market(7, { neural: 'dqn' }, { memory: 32 })],
  ['a memory that nothing is learnt from', market(7, { neural: 'dqn' }, { memory: 1, frozen: true })],
  ['most terms of networks that there are not', market(2 ** 23, {}, { ...own, epsilon: 0, frozen: true })],
  ['no exploration at all', market(7, { neural: 'dqn' }, { epsilon: 0, leastEpsilon: 0 })],
  ['any exploration of a frozen network', market(7, { neural: 'dqn' }, { epsilon: 0, frozen: true })],
])('%s: fits', async (_, input) => {
  await expect(prepareScenario(input)).resolves.toBeDefined();
});

test('saved networks are refused where there is no network, at the place where they are named', async () => {
  const file = write('idle.yaml', 'seed: 1\nlearning:\n  neural: { load: runs/dqn/networks }\n');
  expect(await refused(() => loadScenario(file))).toEqual([
    {
      ...{ file, line: 3, column: 19 },
      message: 'learning.neural.load: there is no network for it',
      hint: 'set bidding.neural (dqn, actor-critic), or leave it out',
    },
  ]);
});

test('the native backend is refused where it is missing, at the place where it is named', async () => {
  const file = write(
    'native.yaml',
    'bidding: { neural: dqn }\nlearning:\n  neural: { trainer: tfjs-node }\n',
  );
  const [problem] = await refused(() => loadScenario(file));
  expect(problem).toMatchObject({ file, line: 3, column: 22 });
  expect(problem!.message).toMatch(/^the native backend of TensorFlow\.js is not here: [^\n]*$/);
});

test.each(['learning: { backend: tfjs-node }', 'learning: { trainer: tfjs }'])(
  '%s is told its place',
  async (text) => {
    const file = write('place.yaml', `${text}\n`);
    expect(await refused(() => loadScenario(file))).toMatchObject([
      { line: 1, column: 13, hint: "did you mean 'learning.neural.trainer'?" },
    ]);
  },
);

test('a kind of network that there is not is refused with those that there are', async () => {
  const file = write('misspelt.yaml', 'bidding: { neural: dqm }\n');
  expect(await refused(() => loadScenario(file))).toMatchObject([
    { file, line: 1, column: 20, hint: "did you mean 'dqn'?" },
  ]);
});
