import { expect, test } from 'vitest';
import type { Distribution } from '../../src/random/distribution.js';
import { sampler } from '../../src/random/distribution.js';
import { distribution } from '../../src/scenario/distribution-schema.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { refused } from '../input/refused.js';
import type { Schema } from './mistakes.js';

/** Every schema of a number within `schema`, by path. */
function numbers(schema: Schema, path = ''): [string, Schema][] {
  const inner: [string, Schema | undefined][] = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.anyOf ?? schema.oneOf ?? []).map((kind): [string, Schema] => ['', kind]),
    ...(schema.prefixItems ?? []).map((item, i): [string, Schema] => [String(i), item]),
    ['0', schema.items || undefined],
  ];
  const own: [string, Schema][] =
    schema.type === 'number' || schema.type === 'integer' ? [[path, schema]] : [];
  return [...own, ...inner.flatMap(([key, part]) => (part ? numbers(part, `${path}.${key}`) : []))];
}

const all = numbers(scenarioJsonSchema() as Schema);

test('the schema has numbers', () => {
  expect(all.length).toBeGreaterThan(100);
});

test.each(all)('%s has a lower and an upper bound', (path, { type, minimum, maximum }) => {
  // The origin of a trace may be in nanoseconds since 1970, and only differences from it are quantities.
  if (path === '.arrivals..origin.') return;
  expect(minimum).toBeDefined();
  if (path !== '.seed') expect(maximum).toBeLessThanOrEqual(type === 'integer' ? 2 ** 32 : 1e12);
});

test.each([
  [0, 'must be a number > 0, got 0'],
  [-3, 'must be a number > 0, got -3'],
  [1e-13, 'must be at least 1e-12, got 1e-13'],
  [1.5e12, 'must be at most 1e12, got 1.5e12'],
  [1e308, 'must be at most 1e12, got 1e308'],
])('a quantity above 0 that is %d', async (capacityScale, message) => {
  const [problem] = await refused(() => prepareScenario({ bidding: { capacityScale } }));
  expect(problem!.message).toBe(`bidding.capacityScale: ${message}`);
});

test.each([
  [-2e12, 'must be at least -1e12, got -2e12'],
  [2e12, 'must be at most 1e12, got 2e12'],
])('a quantity of any sign that is %d', async (amplitude, message) => {
  const [problem] = await refused(() => prepareScenario({ arrivals: { process: 'sinusoidal', amplitude } }));
  expect(problem!.message).toBe(`arrivals.amplitude: ${message}`);
});

test.each([
  ['tasks', { load: 1e300 }],
  ['servers', { capacity: 1e308 }],
  ['servers', { targetLoadRatio: { constant: 1e308 } }],
  ['servers', { sensitivity: { uniform: [1, 1e308] } }],
  ['auction', { reserve: { factor: 1e308 } }],
  ['auction', { retries: 1e7 }],
  ['time', { rounds: 2 ** 32 }],
  ['learning', { states: 10_001 }],
  ['metrics', { shapley: { permutations: 1e7 } }],
  ['metrics', { every: 2 ** 32 }],
  ['metrics', { servers: 2 ** 23 + 1 }],
  ['metrics', { servers: [2 ** 23] }],
  ['servers', { count: 2 ** 23 + 1 }],
  ['servers', { coalitions: 2 ** 23 + 1 }],
  ['servers', { list: [{ coalition: 2 ** 23 }] }],
])('%s of %j is refused', async (key, value) => {
  expect(await refused(() => prepareScenario({ [key]: value }))).toHaveLength(1);
});

test('a list longer than there may be servers is refused, and the message says how long it may be', async () => {
  const servers = new Array(2 ** 23 + 1).fill(0);
  const [problem] = await refused(() => prepareScenario({ metrics: { servers } }));
  expect(problem!.message).toBe('metrics.servers: must be a list of at most 8388608, got a list of 8388609');
});

test.each<Distribution>([
  { exponential: 1e12 },
  { lognormal: [1e12, 1e6] },
  { lognormal: [1e-12, 1e6] },
  { pareto: [0.25, 1e12] },
  { pareto: [1e12, 1e12] },
  { uniform: [1e-12, 1e12] },
])('the outermost draws of %j can be squared', (shape) => {
  expect(distribution({ from: 0 }).safeParse(shape).success).toBe(true);
  // A polar normal is largest where both of its draws are next to 0.5.
  const nearest = 2 ** -32;
  for (const ends of [[0], [1 - nearest], [0.5 + nearest, 0.5], [0.5 - nearest, 0.5], [0.5, 0.5 + nearest]]) {
    let i = 0;
    const value = sampler(shape, () => ends[i++] ?? 0.4)();
    expect(value * value).toBeLessThan(1e150);
  }
});
