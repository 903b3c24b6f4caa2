import { describe, expect, test } from 'vitest';
import { mostDimensions, sobolSequence } from '../../../src/experiments/sweep/sobol-sequence.js';

describe("Sobol's sequence", () => {
  test('is that of scipy.stats.qmc.Sobol(21, scramble=False, bits=32), which has the numbers of Joe and Kuo', () => {
    const points = sobolSequence(1000, mostDimensions);
    const [a, b] = [points[2]!, points[999]!].map((point) => Array.from(point, (word) => word / 2 ** 32));
    expect(a).toEqual([
      0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25, 0.75,
      0.25, 0.75, 0.25, 0.25,
    ]);
    expect(b).toEqual([
      0.1572265625, 0.9091796875, 0.0810546875, 0.9892578125, 0.9677734375, 0.8447265625, 0.8583984375,
      0.7119140625, 0.8134765625, 0.6318359375, 0.0224609375, 0.4423828125, 0.4736328125, 0.9462890625,
      0.8310546875, 0.5576171875, 0.2822265625, 0.6572265625, 0.6787109375, 0.0380859375, 0.3349609375,
    ]);
  });

  test.each([16, 256, 1024])('has one of %i points in each of as many slices of every dimension', (count) => {
    const points = sobolSequence(count, mostDimensions);
    for (let dimension = 0; dimension < mostDimensions; dimension++) {
      const slices = points.map((point) => Math.floor((point[dimension]! / 2 ** 32) * count));
      expect(new Set(slices).size).toBe(count);
    }
  });

  test('has one of 16 points in each of the 4 × 4 squares of its first two dimensions', () => {
    const squares = sobolSequence(16, 2).map(([x, y]) => `${x! >>> 30} ${y! >>> 30}`);
    expect(new Set(squares).size).toBe(16);
  });
});
