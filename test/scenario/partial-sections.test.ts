import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareScenario } from '../../src/scenario/load.js';
import { type ScenarioInput, scenarioSchema } from '../../src/scenario/schema.js';
import { namedKinds, schemasAt } from '../../src/scenario/schemas-at.js';
import { expectPlain } from '../input/plain.js';
import { refused } from '../input/refused.js';

type Steps = readonly string[];

const defaults = scenarioSchema.parse({});

/** Where the schema has a mapping of settings, from the root; what may be of several kinds counts where a name tells them. */
function sections(path: Steps = []): Steps[] {
  const mappings = schemasAt(scenarioSchema, path).filter((schema) => schema instanceof z.ZodObject);
  if (mappings.length === 0) return [];
  if (mappings.length > 1 && namedKinds(scenarioSchema, path).length === 0) return [];
  const keys = [...new Set(mappings.flatMap((mapping) => Object.keys(mapping.shape)))];
  return [path, ...keys.flatMap((key) => sections([...path, key]))];
}

function at(value: unknown, path: Steps): unknown {
  return path.reduce<unknown>((found, step) => (found as Record<string, unknown> | undefined)?.[step], value);
}

function within(path: Steps, value: unknown): ScenarioInput {
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as ScenarioInput;
}

/** Settings that have a default in a scenario that says nothing; a mix of shares is said as a whole. */
const settings = sections()
  .filter((path) => path.join('.') !== 'tasks.sla' && typeof at(defaults, path) === 'object')
  .flatMap((path) => Object.keys(at(defaults, path) as object).map((key) => [...path, key]));

const unions = sections().filter((path) => namedKinds(scenarioSchema, path).length > 0);

test('the schema has settings and kinds to be found', () => {
  expect(settings.length).toBeGreaterThan(80);
  expect(unions.map((path) => path.join('.'))).toEqual(
    expect.arrayContaining(['time', 'arrivals', 'bidding.predictor']),
  );
});

test.each(settings.map((path) => [path.join('.'), path] as const))(
  '%s alone, as it is by default, changes nothing',
  (_, path) => {
    expect(scenarioSchema.parse(within(path, at(defaults, path)))).toEqual(defaults);
  },
);

describe.each(unions.map((path) => [path.join('.'), path] as const))('%s', (name, path) => {
  const kinds = namedKinds(scenarioSchema, path);
  const { discriminator } = kinds[0]!;
  const usual = String(at(defaults, [...path, discriminator]));
  const own = kinds.find((kind) => kind.name === usual)!;
  const strange = [...new Set(kinds.flatMap(({ keys }) => keys))].filter((key) => !own.keys.includes(key));
  const owners = (key: string) => kinds.filter(({ keys }) => keys.includes(key)).map((kind) => kind.name);

  test('without a name is of the kind that a scenario has by default', () => {
    expect(scenarioSchema.parse(within(path, {}))).toEqual(defaults);
  });

  test.each(strange)(
    'with %s and no name is refused once, and the hint says which kinds have it',
    async (key) => {
      const hint = new RegExp(`${discriminator}: ${owners(key).join(', ')}; say ${name}\\.${discriminator}`);
      const set = [`${name}.${key}=1`];
      const inputs: [ScenarioInput, { set: string[] }][] = [
        [within(path, { [key]: 1 }), { set: [] }],
        [{}, { set }],
      ];
      for (const input of inputs) {
        const [problem, ...more] = await refused(() => prepareScenario(...input));
        expect(more).toEqual([]);
        expect(problem!.message).toBe(`${name}: unknown key '${key}'`);
        expect(problem!.hint).toMatch(hint);
        expectPlain(problem!);
      }
    },
  );

  test('of a name that there is not is told those that there are', async () => {
    const [problem, ...more] = await refused(() => prepareScenario(within(path, { [discriminator]: 'zzz' })));
    expect(more).toEqual([]);
    const names = kinds.map((kind) => `'${kind.name}'`).join(', ');
    expect(problem!.message).toBe(`${name}.${discriminator}: must be one of ${names}, got 'zzz'`);
  });
});

test('a kind that --set changes is refused with the keys of the other, none of which is lost in silence', async () => {
  const input: ScenarioInput = { arrivals: { process: 'sinusoidal', base: 4, amplitude: 1 } };
  const set = ['arrivals.process=poisson', 'arrivals.rate=3'];
  expect(await refused(() => prepareScenario(input, { set }))).toMatchObject([
    {
      message: "arrivals: unknown keys 'base', 'amplitude'",
      hint: 'these are keys of process: sinusoidal, not of poisson; leave them out, or give arrivals as a whole',
    },
  ]);
  const whole = await prepareScenario(input, { set: ['arrivals={ process: poisson, rate: 3 }'] });
  expect(whole.scenario.arrivals).toEqual({ process: 'poisson', rate: 3 });
});

test('a key that is missing because it is misspelt is told once', async () => {
  const arrivals = { process: 'poisson', rates: 3 } as never;
  expect(await refused(() => prepareScenario({ arrivals }))).toMatchObject([
    { message: "arrivals: unknown key 'rates'", hint: "did you mean 'rate'?" },
  ]);
});

test('servers that are refused are not told to do no work, too', async () => {
  const time = { mode: 'continuous', tasks: 5 } as const;
  const servers = { processingRate: 0, file: 'none.csv' };
  expect(await refused(() => prepareScenario({ time, servers }))).toMatchObject([
    { message: expect.stringContaining('servers.file: none.csv: there is no such file') },
  ]);
});
