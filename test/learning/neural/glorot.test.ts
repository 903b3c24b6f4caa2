import { expect, test } from 'vitest';
import { glorotUniform } from '../../../src/learning/neural/glorot.js';
import { draws } from './arbitrary-network.js';

test('initial weights fill ±√(6 / (inputs + outputs)) evenly and biases are 0', () => {
  const weights = glorotUniform({ inputs: 100, hidden: [200], outputs: 3 }, draws(1));
  const { kernel, bias } = weights[0]!;
  const limit = Math.sqrt(6 / 300);
  expect(kernel).toHaveLength(20_000);
  expect(Math.max(...kernel)).toBeLessThan(limit);
  expect(Math.max(...kernel)).toBeGreaterThan(0.999 * limit);
  expect(Math.min(...kernel)).toBeLessThan(-0.999 * limit);
  // The mean of 20,000 uniform numbers has a standard error of limit / √60,000; the bound is 4 of them.
  expect(Math.abs(kernel.reduce((sum, value) => sum + value, 0) / 20_000)).toBeLessThan(
    (4 * limit) / Math.sqrt(60_000),
  );
  expect(bias).toEqual(new Float32Array(200));
  expect(weights[1]!.kernel).toHaveLength(600);
});
