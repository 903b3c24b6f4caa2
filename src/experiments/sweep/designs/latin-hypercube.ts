import type { Uniform } from '../../../random/distribution.js';
import { Streams } from '../../../random/streams.js';
import { fillingDesign } from '../design.js';

/**
 * Of n points, one in each n-th of every range, in random order and at random places within (McKay, Beckman and Conover 1979,
 * Technometrics 21, section 2). Each parameter has a stream of its own.
 */
export const latinHypercube = fillingDesign('latin-hypercube', (points, paths, seed) => {
  const columns = paths.map((path) => {
    const draw = new Streams(seed).uniform(`latin hypercube/${path}`);
    return permutation(points, draw).map((stratum) => (stratum + draw()) / points);
  });
  return Array.from({ length: points }, (_, i) => columns.map((column) => column[i]!));
});

/** 0 … n − 1, all orders being equally likely (Fisher and Yates). */
function permutation(n: number, draw: Uniform): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
