import { type Extent, extentOf } from './extent.js';

/** How values become heights; without a domain it is that of the values. */
export interface ValueScale {
  type?: 'linear' | 'log';
  nice?: true;
  zero?: false;
  domain?: [number, number];
}

/** Above this ratio of the largest to the smallest value a linear scale would show but the largest. */
const widestLinearRatio = 1000;

/** Below this size, and below this share of their size, the arithmetic of axes cannot tell values apart. */
const smallestDistance = 1e-300;
const smallestShare = 1e-5;

/** How much room, as a share of their size, values get that cannot be told apart. */
const room = 1e-3;

/** A scale that begins at 0, or a logarithmic one where the values lie decades apart. */
export function scaleFromZero(values: readonly number[]): ValueScale {
  const extent = extentOf(values);
  if (extent === undefined) return { type: 'linear', domain: [0, 1] };
  const { smallest, largest } = extent;
  const isWide = smallest >= smallestDistance && largest / smallest > widestLinearRatio;
  if (isWide) return { type: 'log', nice: true };
  const domain = widened({ smallest: Math.min(0, smallest), largest: Math.max(0, largest) });
  return domain ? { type: 'linear', domain } : { type: 'linear', nice: true };
}

/** A linear scale over the values alone. */
export function scaleOfValues(values: readonly number[]): ValueScale {
  const extent = extentOf(values);
  if (extent === undefined) return { domain: [0, 1] };
  const domain = widened(extent);
  return domain ? { domain } : { zero: false };
}

/** A domain around values too close together for an axis; undefined where they are far enough apart, or all the same. */
function widened({ smallest, largest }: Extent): [number, number] | undefined {
  const size = Math.max(Math.abs(smallest), Math.abs(largest));
  const distance = largest - smallest;
  if (distance === 0 || distance >= Math.max(smallestDistance, smallestShare * size)) return undefined;
  const margin = Math.max(smallestDistance, room * size);
  return [smallest - margin, largest + margin];
}
