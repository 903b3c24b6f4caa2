import { expect, test } from 'vitest';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import { Kernel } from '../../../src/learning/neural/kernel.js';

test('moments of Adam fade to 0 and never become denormal', () => {
  const kernel = new Kernel();
  const [weights, gradient, first, second] = Array.from({ length: 4 }, () => kernel.allocate(4)) as [
    number,
    number,
    number,
    number,
  ];
  kernel.floats.set([1, -1e-8, 1e-14, 0], gradient);
  const smallest = { first: 1, second: 1 };
  for (let step = 0; step < 70_000; step++) {
    kernel.adam(weights, gradient, first, second, 4, { ...adamDefaults, warm1: 1, warm2: 1 });
    kernel.floats.fill(0, gradient, gradient + 4);
    for (let i = 0; i < 4; i++) {
      const m = Math.abs(kernel.floats[first + i]!);
      const v = kernel.floats[second + i]!;
      if (m > 0) smallest.first = Math.min(smallest.first, m);
      if (v > 0) smallest.second = Math.min(smallest.second, v);
    }
  }
  expect(smallest.first).toBeGreaterThanOrEqual(Math.fround(1e-30));
  expect(smallest.first).toBeLessThan(1.2e-30);
  expect(smallest.second).toBeGreaterThanOrEqual(Math.fround(1e-30));
  expect(smallest.second).toBeLessThan(1.2e-30);
  expect([...kernel.floats.subarray(first, first + 4)]).toEqual([0, 0, 0, 0]);
  expect([...kernel.floats.subarray(second, second + 4)]).toEqual([0, 0, 0, 0]);
});
