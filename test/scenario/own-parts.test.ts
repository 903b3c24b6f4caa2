import { expect, test } from 'vitest';
import { codeNamedBy } from '../../src/scenario/code-paths.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
const rounds: ScenarioInput = { time: { rounds: 40 } };
const crowded: ScenarioInput = { ...rounds, servers: { count: 8, coalitions: 1, processingRate: 3 } };

const own = {
  payment: 'export default ({ winningBid }, { times }) => times * winningBid;',
  split:
    'export default ({ load }, members, spare, shares) => { for (let i = 0; i < members; i++) shares[i] = load / members; };',
  balancer:
    'export default ({ fleet }) => { let next = -1; return { place: () => (next = (next + 1) % fleet.count) }; };',
  learner:
    'export default ({ rate }) => ({ step: (_, __, ratio, target, sensitivity) => sensitivity * (1 + rate * (ratio - target)) });',
};

/** A scenario in which the part is in a file. */
const withPart = {
  payment: (module: string): ScenarioInput => ({
    ...rounds,
    auction: { payment: { module, options: { times: 1 } } },
  }),
  split: (module: string): ScenarioInput => ({ ...crowded, coalition: { partners: 3, split: { module } } }),
  balancer: (module: string): ScenarioInput => ({ ...rounds, balancer: { module } }),
  learner: (module: string): ScenarioInput => ({ ...rounds, learning: { mode: { module } } }),
};

const named: Record<keyof typeof own, ScenarioInput> = {
  payment: { ...rounds, auction: { payment: 'first-price' } },
  split: { ...crowded, coalition: { partners: 3, split: 'equal' } },
  balancer: { ...rounds, balancer: 'round-robin' },
  learner: { ...rounds, learning: { mode: 'continuous' } },
};

const parts = Object.keys(own) as (keyof typeof own)[];

async function run(part: keyof typeof own, code: string) {
  const file = `${part}-${code.length}.mjs`;
  write(file, code);
  return simulate(await prepareScenario(withPart[part](file), { directory: folder }));
}

test.each(parts)('a %s in a file is to the bit the one that has a name', async (part) => {
  const { digest, ownParts } = await run(part, own[part]);
  expect(digest).toBe(simulate(await prepareScenario(named[part])).digest);
  expect(ownParts).toMatchObject([{ file: expect.stringContaining(`${part}-`) }]);
});

test.each<[keyof typeof own, string, string]>([
  [
    'payment',
    'export default () => -1;',
    'gives -1, and has to give a payment, a finite number of at least 0',
  ],
  ['payment', 'export default async () => { throw 1; };', 'gives Promise { <rejected> 1 }, and has to'],
  ['split', 'export default () => {};', 'and has to give shares of 4 members, at least 0 each, that sum to'],
  [
    'balancer',
    'export default () => 7;',
    'gives 7, and has to give an object with a method place(time, load)',
  ],
  [
    'balancer',
    'export default () => ({ place: () => 7 });',
    'gives 7, and has to give the id of a server, from 0 to 6',
  ],
  ['balancer', 'export default () => ({ place() { throw new Error("no") } });', 'fails: Error: no'],
  [
    'balancer',
    'export default () => ({ place: () => 0, messages: NaN });',
    'gives NaN, and has to give a number',
  ],
  [
    'learner',
    'export default () => ({ step: () => undefined });',
    'gives undefined, and has to give a sensitivity',
  ],
  ['learner', 'export default () => ({});', 'gives {}, and has to give an object with a method step('],
])('a %s that returns what it may not ends the run: %s', async (part, code, message) => {
  const file = `${folder}/${part}-${code.length}.mjs: `;
  await expect(run(part, code)).rejects.toThrow(message);
  await expect(run(part, code)).rejects.toThrow(file);
});

test.each(parts)('a file that exports no %s is refused at its name', async (part) => {
  write('nothing.mjs', 'export default { sell() {} };');
  const problems = await refused(() => prepareScenario(withPart[part]('nothing.mjs'), { directory: folder }));
  expect(problems).toMatchObject([
    { message: expect.stringContaining(`nothing.mjs: exports no ${part} as its default`) },
  ]);
});

test('a file that has changed is run again', async () => {
  write('changing.mjs', 'export default () => 1;');
  const first = simulate(await prepareScenario(withPart.payment('changing.mjs'), { directory: folder }));
  write('changing.mjs', 'export default () => 2;');
  const second = simulate(await prepareScenario(withPart.payment('changing.mjs'), { directory: folder }));
  expect(second.money.payments).toBe(2 * first.money.payments);
});

test('what code does to its options stays with it', async () => {
  const code = 'export default (_, options) => { options.times++; return options.times; };';
  write('counting.mjs', code);
  const loaded = await prepareScenario(withPart.payment('counting.mjs'), { directory: folder });
  simulate(loaded);
  expect(loaded.scenario.auction.payment).toMatchObject({ options: { times: 1 } });
});

test.each([Number.POSITIVE_INFINITY, Number.NaN, -0, () => 1, undefined])(
  'options that JSON does not hold are refused: %s',
  async (times) => {
    write('any.mjs', 'export default () => 1;');
    const payment = { module: 'any.mjs', options: { times } };
    const problems = await refused(() =>
      prepareScenario({ ...rounds, auction: { payment } }, { directory: folder }),
    );
    expect(problems).toMatchObject([
      { message: expect.stringContaining('auction.payment.options: must be') },
    ]);
  },
);

test('no code runs where another file of it is refused', async () => {
  write('ran.mjs', 'globalThis.ownPartRan = true; export default () => 1;');
  write('split.txt', '');
  const scenario: ScenarioInput = {
    ...rounds,
    auction: { payment: { module: 'ran.mjs' } },
    coalition: { split: { module: 'split.txt' } },
  };
  const problems = await refused(() => prepareScenario(scenario, { directory: folder }));
  expect(problems).toMatchObject([{ message: expect.stringContaining('split.txt: is no file of .js') }]);
  expect(globalThis).not.toHaveProperty('ownPartRan');
});

test('theory tells nothing of a balancer in a file, and no note says that it does nothing', async () => {
  write('first.mjs', 'export default () => ({ place: () => 0 });');
  const loaded = await prepareScenario(
    {
      servers: { count: 1, processingRate: 20 },
      time: { mode: 'continuous', tasks: 200 },
      arrivals: { process: 'poisson', rate: 1 },
      information: { probes: 1 },
      balancer: { module: 'first.mjs' },
    },
    { directory: folder },
  );
  const { idleSettings, sojourn } = simulate(loaded);
  expect({ idleSettings, least: sojourn.least }).toEqual({ idleSettings: undefined, least: null });
});

test('code is found in a scenario wherever it may be named, before anything is filled in', () => {
  for (const part of parts) {
    expect(codeNamedBy(withPart[part]('x.mjs'))).toMatchObject([{ file: 'x.mjs' }]);
    expect(codeNamedBy(named[part])).toEqual([]);
  }
});
