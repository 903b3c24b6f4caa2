import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { properties } from '../../src/lab/properties.js';

/**
 * What is known of each mechanism, from the literature or from docs/lab.md: `+` a property holds, `−` the lab finds a counterexample, `·` it
 * says nothing about the mechanism. Columns are in the order of `properties`.
 *
 * Vickrey (1961) and Clarke-Groves: truthful, efficient, individually rational. Leonard (1983): with one task a server VCG is free
 * of envy. Edelman, Ostrovsky and Schwarz (2007): generalised second prices are not truthful. A price that stands before anybody speaks
 * is truthful and wastes.
 */
const facts: Record<keyof typeof mechanisms, string> = {
  'first-price': '− − · + + + + + + + +',
  'second-price': '+ − · + + + + + + − +',
  'posted-price': '+ − · + − − + − − + +',
  vcg: '+ − · + + + + + + − +',
  gsp: '− − · + + + + − − − +',
  paper: '− − + − + − + − − − +',
  'binding-reserve': '+ − − + + − + + + − +',
  'leave-one-out': '+ − + + + − + + + − +',
};

const marks = { holds: '+', violated: '−', 'not-applicable': '·' };

describe.each(Object.entries(mechanisms))('%s', (name, mechanism) => {
  test.each([...Object.entries(properties).entries()])(
    'has what is known of it, %#',
    (column, [, property]) => {
      const { verdict } = property.check(mechanism, { runs: 100, seed: 20 });
      expect(marks[verdict]).toBe(facts[name as keyof typeof facts].split(' ')[column]);
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
    properties['repeated-truthfulness'].check(mechanisms[mechanism], { runs: 1, seed: 4 }).measured![0]!;
  // At 95 % an interval that holds 0 by chance, were the gain real, needs a bound: the seed is fixed.
  expect(measured('binding-reserve').low).toBeGreaterThan(0);
  expect(measured('leave-one-out')).toMatchObject({ mean: 0, low: 0, high: 0 });
  expect(measured('paper')).toMatchObject({ mean: 0, low: 0, high: 0 });
});
