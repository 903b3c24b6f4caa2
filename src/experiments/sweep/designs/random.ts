import { Streams } from '../../../random/streams.js';
import { fillingDesign } from '../design.js';

/** Points drawn independently. Each parameter has a stream of its own: another one more moves none. */
export const random = fillingDesign('random', (points, paths, seed) => {
  const draws = paths.map((path) => new Streams(seed).uniform(`random design/${path}`));
  return Array.from({ length: points }, () => draws.map((draw) => draw()));
});
