import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { properties } from '../../src/lab/properties.js';
import { marks } from './facts.js';

const markOf = { holds: '+', violated: '−', failed: '!', 'not-applicable': '·' };

describe.each(Object.entries(mechanisms))('%s', (name, mechanism) => {
  test.each([...Object.entries(properties).entries()])(
    'has what is known of it, %#',
    (column, [, property]) => {
      const { verdict } = property.check(mechanism, { runs: 100, seed: 20 });
      expect(markOf[verdict]).toBe(marks(name as keyof typeof mechanisms)[column]);
    },
  );
});

describe('the smallest counterexample', () => {
  const found = (mechanism: keyof typeof mechanisms, property: keyof typeof properties, seed: number) => {
    const verdict = properties[property].check(mechanisms[mechanism], { runs: 300, seed });
    return verdict.verdict === 'violated' ? verdict.counterexample.words : verdict.verdict;
  };

  test.each([1, 2, 3])('is the one that a person would give, whatever the seed: %i', (seed) => {
    expect(found('first-price', 'truthfulness', seed)).toBe(
      'server 0 says 2 in place of 1 and gains 1: utility 1 in place of 0 (costs 1, 2)',
    );
    expect(found('paper', 'truthfulness', seed)).toBe(
      'server 1 says 2 in place of 1 and gains 0.5: utility 0.5 in place of 0 (costs 1, 1)',
    );
    expect(found('gsp', 'truthfulness', seed)).toBe(
      'server 0 says 2 in place of 1 and gains 1: utility 1 in place of 0 (costs 1, 1, 2)',
    );
    expect(found('binding-reserve', 'repeated-truthfulness', seed)).toMatch(/\(costs (1, 2|2, 1)\)$/);
    expect(found('binding-reserve', 'efficiency', seed)).toBe('nobody does task 0 (costs 26, 26)');
  });
});

test('the reserve that the winner moves is exploitable, and the one that it is left out of is not', () => {
  const measured = (mechanism: keyof typeof mechanisms) =>
    properties['repeated-truthfulness'].check(mechanisms[mechanism], { runs: 50, seed: 4 }).measured!;
  // Were there nothing to gain, no market would show a gain: every gain is one that was found.
  for (const { low } of measured('binding-reserve')) expect(low).toBeGreaterThan(0);
  for (const none of [measured('leave-one-out'), measured('paper')].flat())
    expect(none).toMatchObject({ mean: 0, low: 0, high: 0 });
});
