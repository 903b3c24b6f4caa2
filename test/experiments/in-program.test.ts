import { expect, test } from 'vitest';
import {
  type CompareOptions,
  compare,
  type ReplicateOptions,
  replicate,
  sweep,
} from '../../src/experiments.js';
import { InputError } from '../../src/input/input-error.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { vickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const scenario = {
  seed: 5,
  time: { mode: 'continuous', tasks: 200 },
  servers: { count: 4 },
  arrivals: { process: 'poisson', rate: 4 },
} satisfies ScenarioInput;
const file = write('scenario.json', JSON.stringify(scenario));

const [random, auction] = await Promise.all([
  prepareScenario({ ...scenario, balancer: 'random' }),
  prepareScenario({ ...scenario, balancer: 'auction' }),
]);

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

test('compare finds what the command finds', async () => {
  const found = await compare({ random, auction }, { replications: 3, metrics: ['sojourn', 'utilisation'] });
  const args = ['-n', '3', '--metric', 'sojourn,utilisation', '--workers', '1', '--json'];
  const { stdout } = vickrey(['compare', file, '--vary', 'balancer=random,auction', ...args]);
  const { differences, runs } = JSON.parse(stdout);
  expect(asJson(found.differences)).toEqual(differences);
  expect(found.runs.map(({ digest }) => digest)).toEqual(
    runs.map(({ digest }: { digest: string }) => digest),
  );
});

test('replicate makes the runs of compare, and sweep those of its file, on any number of workers', async () => {
  const { runs } = await compare({ random, auction }, { replications: 3 });
  const digests = runs.filter(({ alternative }) => alternative === 'auction').map(({ digest }) => digest);
  const own = await replicate(auction, { replications: 3, metrics: ['sojourn'] });
  expect(own.runs.map(({ digest }) => digest)).toEqual(digests);
  expect(own.estimates).toMatchObject([{ metric: 'sojourn', runs: 3 }]);
  expect(await replicate(auction, { replications: 3, metrics: ['sojourn'], workers: 2 })).toEqual(own);

  const parameters = { design: 'grid', of: { balancer: ['random', 'auction'] } };
  const swept = await sweep(
    write(
      'sweep.json',
      JSON.stringify({ scenario: 'scenario.json', parameters, replications: 3, commonRandomNumbers: true }),
    ),
  );
  expect(swept.map((point) => point.parameters)).toEqual([{ balancer: 'random' }, { balancer: 'auction' }]);
  expect(swept[1]!.runs.map(({ digest }) => digest)).toEqual(digests);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['one scenario', () => compare({ random }), /nothing to compare with/],
  ...(
    [
      ['a baseline', { baseline: 'rand' }, /^baseline: 'rand' is none of the alternatives/],
      ['a precision that replications cannot reach', { precision: 0.1, replications: 5 }, /from 20, not 5/],
      ['a level', { level: 95 }, /^level: must be in \(0, 1\), not 95/],
      ['workers', { workers: 0 }, /^workers: must be a whole number from 1, not 0/],
    ] satisfies [string, CompareOptions, RegExp][]
  ).map(([title, options, message]): [string, () => Promise<unknown>, RegExp] => [
    title,
    () => compare({ random, auction }, options),
    message,
  ]),
  ...(
    [
      [
        'a metric',
        { metrics: ['sojorn' as 'sojourn'] },
        /^metrics: 'sojorn' is no metric\s+did you mean 'sojourn'/,
      ],
      ['a seed', { seed: -1 }, /^seed: must be a whole number from 0, not -1/],
    ] satisfies [string, ReplicateOptions, RegExp][]
  ).map(([title, options, message]): [string, () => Promise<unknown>, RegExp] => [
    title,
    () => replicate(random, options),
    message,
  ]),
])('%s that cannot be is refused', async (_, run, message) => {
  const error: unknown = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toMatch(message);
});
