import { Streams } from '../../../random/streams.js';
import { fillingDesign } from '../design.js';
import { mostDimensions, sobolSequence } from '../sobol-sequence.js';

/**
 * Sobol's sequence, every parameter shifted by a word of its own (exclusive or), which keeps how evenly the points lie and takes the first
 * one away from the corner. They lie best where their number is a power of two.
 */
export const sobol = fillingDesign(
  'sobol',
  (points, paths, seed) => {
    const shifts = paths.map((path) => new Streams(seed).key(`sobol/${path}`));
    return sobolSequence(points, paths.length).map((point) =>
      shifts.map((shift, dimension) => ((point[dimension]! ^ shift) >>> 0) / 2 ** 32),
    );
  },
  mostDimensions,
);
