import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();
const mechanism = join(import.meta.dirname, '../../examples/capped.mjs');

const market = (
  bidding: ScenarioInput['bidding'],
  auction: ScenarioInput['auction'] = {},
): ScenarioInput => ({
  servers: { count: 3 },
  bidding,
  auction,
});

test.each<[string, ScenarioInput, string]>([
  [
    'a lie of a server that there is not',
    market({ lies: [{ server: 3, says: 1 }] }),
    'bidding.lies.0.server: there is no server 3 among 3',
  ],
  [
    'a second lie about the same task',
    market({
      lies: [
        { server: 1, task: 4, says: 1 },
        { server: 1, task: 4, times: 2 },
      ],
    }),
    'bidding.lies.1: server 1 says two things about task 4',
  ],
  [
    'a second lie about all tasks',
    market({
      lies: [
        { server: 1, says: 1 },
        { server: 1, times: 2 },
      ],
    }),
    'bidding.lies.1: server 1 says two things about all tasks',
  ],
  [
    'a price and a factor',
    market({ lies: [{ server: 1, says: 1, times: 2 }] }),
    'bidding.lies.0: says or times, one of them',
  ],
  ['neither', market({ lies: [{ server: 1 }] }), 'bidding.lies.0: says or times, one of them'],
  [
    'networks that act on old bids',
    { ...market({ neural: 'dqn' }), information: { delay: 1 } },
    'information.delay: networks that act on bids (bidding.neural) need fresh information',
  ],
  [
    'an index of lies',
    market({ lies: [{ server: 1, says: 1 }], winnerDetermination: 'index' }),
    'bidding.winnerDetermination: what liars say cannot be bounded',
  ],
  [
    'a screen of lies',
    market({ lies: [{ server: 1, says: 1 }], winnerDetermination: 'screen' }),
    'bidding.winnerDetermination: what liars say cannot be bounded',
  ],
  [
    'an index under a mechanism',
    market({ winnerDetermination: 'index' }, { mechanism }),
    'bidding.winnerDetermination: a mechanism of your own is shown every bid',
  ],
  [
    'a payment rule beside a mechanism',
    market({}, { mechanism, payment: 'second-price' }),
    'auction.payment: auction.mechanism says what is paid',
  ],
  [
    'a binding reserve beside a mechanism',
    market({}, { mechanism, reserve: { binding: true } }),
    'auction.reserve.binding: auction.mechanism says what is sold',
  ],
])('%s is refused', async (_, input, message) => {
  expect((await refused(() => prepareScenario(input))).map((problem) => problem.message)).toEqual([message]);
});

test.each<[string, ScenarioInput]>([
  [
    'one lie about a task and one about all others',
    market({
      lies: [
        { server: 1, says: 1 },
        { server: 1, task: 0, times: 0 },
      ],
    }),
  ],
  ['no lies, and an index', market({ lies: [], winnerDetermination: 'index' })],
  ['a mechanism', market({}, { mechanism })],
])('%s: fits', async (_, input) => {
  await expect(prepareScenario(input)).resolves.toBeDefined();
});

test('a mechanism that is missing, or none, is refused at the place where it is named', async () => {
  const none = write('none.mjs', 'export default {};');
  const file = write('scenario.yaml', `auction:\n  mechanism: ${none}\n`);
  expect(await refused(() => loadScenario(file))).toEqual([
    {
      file,
      line: 2,
      column: 14,
      message: `auction.mechanism: ${none}: exports no mechanism as its default`,
      hint: expect.stringContaining('export default { sell(bids)'),
    },
  ]);
  const missing = write('missing.yaml', 'auction: { mechanism: nowhere.mjs }\n');
  expect(await refused(() => loadScenario(missing))).toMatchObject([{ file: missing, line: 1 }]);
});
