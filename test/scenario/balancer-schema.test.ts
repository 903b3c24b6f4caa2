import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { balancers } from '../../src/balancers/balancers.js';
import { balancer, information, namedBalancer } from '../../src/scenario/balancer-schema.js';
import { checkBalancer } from '../../src/scenario/check-balancer.js';
import { readScenarioDocument } from '../../src/scenario/read-document.js';
import { accepted } from '../../src/scenario/validate.js';
import { fleetOf } from '../balancers/fleet.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();
const schema = z.strictObject({ balancer, information: information.prefault({}) });

const read = (text: string) => readScenarioDocument(write('scenario.yaml', text));
const parse = async (text: string) => accepted(schema, await read(text));
const problems = async (text: string) => refused(() => parse(text));

describe.each(Object.keys(balancers))('the balancer %s', (name) => {
  test('is known by its name alone and with options left out, which says the same', async () => {
    const create = balancers[name as keyof typeof balancers];
    const alone = namedBalancer((await parse(`balancer: ${name}`)).balancer);
    const mapped = namedBalancer((await parse(`balancer: { ${name}: {} }`)).balancer);
    expect(alone).toEqual({ name, options: {} });
    expect(mapped.name).toBe(name);
    // The schema states the defaults of the balancer: both place alike.
    const placed = [alone, mapped].map(({ options }) => {
      const fleet = fleetOf({ rates: [1, 2, 3, 1], tasks: [1, 2, 0, 3] });
      let drawn = 0;
      const uniform = () => (drawn = (drawn + 0.618) % 1);
      const made = create(options, { fleet, delay: 0, uniform });
      return Array.from({ length: 20 }, (_, time) => made.place(time, 1));
    });
    expect(placed[1]).toEqual(placed[0]);
  });
});

test('the auction is a balancer too, and what is said of one is read', async () => {
  expect(namedBalancer((await parse('balancer: auction')).balancer)).toEqual({
    name: 'auction',
    options: {},
  });
  const { balancer, information } = await parse(
    'balancer: { power-of-d: { d: 3, by: ratio } }\ninformation: { delay: 0.5, probes: 4 }',
  );
  expect(namedBalancer(balancer)).toEqual({
    name: 'power-of-d',
    options: { d: 3, by: 'ratio', replacement: false },
  });
  expect(information).toEqual({ delay: 0.5, probes: 4 });
  expect((await parse('balancer: random')).information).toEqual({ delay: 0 });
});

test.each([
  ['balancer: prequall', 11, 'balancer: must be one of', "did you mean 'prequal'?"],
  ['balancer: { power-of-2: {} }', 13, "balancer: unknown key 'power-of-2'", "did you mean 'power-of-d'?"],
  ['balancer: { power-of-d: { dd: 2 } }', 27, "balancer.power-of-d: unknown key 'dd'", "did you mean 'd'?"],
  ['balancer: { random: { d: 2 } }', 23, "balancer.random: unknown key 'd'", 'no key is known here'],
  [
    'balancer: { power-of-d: { d: 0.5 } }',
    30,
    'balancer.power-of-d.d: must be a whole number ≥ 1',
    undefined,
  ],
  [
    'balancer: { least-loaded: { by: tasks } }',
    33,
    "balancer.least-loaded.by: must be one of 'count'",
    undefined,
  ],
  ['balancer: { random: {}, prequal: {} }', 11, 'balancer: must name one balancer, not 2', undefined],
  ['balancer: {}', 11, 'balancer: must name one balancer, not 0', undefined],
  [
    'balancer: random\ninformation: { delay: -1 }',
    23,
    'information.delay: must be a number ≥ 0, got -1',
    undefined,
  ],
])('%s is refused in its place', async (text, column, message, hint) => {
  const found = await problems(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ line: text.split('\n').length, column });
  expect(found[0]!.message).toContain(message);
  expect(found[0]!.hint).toBe(hint);
});

describe('what prequal remembers', () => {
  const check = async (text: string, count: number) => {
    const document = await read(text);
    checkBalancer(accepted(schema, document).balancer, count, document);
  };

  test.each([
    ['balancer: prequal', 781_250],
    ['balancer: { prequal: { history: 1 } }', 6_250_000],
    ['balancer: random', 8_000_000],
  ])('has room: %s, %d servers', async (text, count) => {
    await expect(check(text, count)).resolves.toBeUndefined();
  });

  test.each([
    ['balancer: prequal', 781_251, 1, 'with so many servers at most 7'],
    ['balancer: { prequal: { history: 100 } }', 1_000_000, 33, 'with so many servers at most 6'],
    ['balancer: { prequal: { history: 1 } }', 6_250_001, 33, 'prequal takes at most 6250000 servers'],
  ])('has no room: %s, %d servers', async (text, count, column, hint) => {
    const [problem] = await refused(() => check(text, count));
    expect(problem).toMatchObject({ line: 1, column, hint });
    expect(problem!.message).toContain(`balancer.prequal.history: ${count} servers × 16 classes`);
  });
});
