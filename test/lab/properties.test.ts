import { expect, test } from 'vitest';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { properties } from '../../src/lab/properties.js';

const terms = { runs: 200, seed: 1 };

test('Vickrey is truthful; first price is not, and two servers of costs 1 and 2 show it', () => {
  expect(properties.truthfulness.check(mechanisms['second-price'], terms).verdict).toBe('holds');
  expect(properties.truthfulness.check(mechanisms['first-price'], terms)).toMatchObject({
    verdict: 'violated',
    counterexample: { figures: { costs: [[1], [2]], server: 0, said: [2], gain: 1 } },
  });
});
