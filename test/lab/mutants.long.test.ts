import { beforeAll, expect, test } from 'vitest';
import type { Mechanism } from '../../src/lab/mechanism.js';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { properties } from '../../src/lab/properties.js';
import { mutants } from './mutants.js';

const terms = { runs: 60, seed: 5 };

const verdicts = (mechanism: Mechanism): string[] =>
  Object.values(properties).map((property) => property.check(mechanism, terms).verdict);

const all = Object.entries(mutants).flatMap(([name, of]) =>
  Object.entries(of).map(([mistake, mutant]) => ({ name: name as keyof typeof mechanisms, mistake, mutant })),
);

/** The properties whose verdict on a mutant is not that on its mechanism. */
const found = new Map<Mechanism, string[]>();

beforeAll(() => {
  const right = Object.fromEntries(Object.entries(mechanisms).map(([name, one]) => [name, verdicts(one)]));
  for (const { name, mutant } of all) {
    const cells = verdicts(mutant).map((verdict, i) => (verdict === right[name]![i] ? '' : verdict));
    found.set(mutant, cells);
  }
});

test.each(all)('$name: $mistake, and a property tells', ({ mutant }) => {
  expect(found.get(mutant)!.filter((cell) => cell !== '')).not.toEqual([]);
});

test('docs/lab-mutants.md shows which', async () => {
  const names = Object.keys(properties);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = [
    '# Mutants of the mechanisms',
    '',
    'Mechanisms of [the lab](lab.md) with one mistake each, and the properties that tell: those that the',
    'mutant does not have though the mechanism does (`violated`), or has though the mechanism does not',
    `(\`holds\`). ${all.length} mutants, ${terms.runs} cases a property, seed ${terms.seed}. Written by`,
    '`npx vitest run test/lab/mutants.long.test.ts -u`.',
    '',
    line(['mechanism', 'mistake', ...names]),
    line(['---', '---', ...names.map(() => '---')]),
    ...all.map(({ name, mistake, mutant }) => line([name, mistake, ...found.get(mutant)!])),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('../../docs/lab-mutants.md');
});
