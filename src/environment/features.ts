import { sensitivityCeiling } from '../systems/auction/learning.js';
import type { RoundRecord } from '../systems/records.js';
import type { Servers } from '../world/servers.js';

/** What an observation is made from. */
export interface Observed {
  readonly servers: Servers;
  /** The reserve as it stands. */
  readonly reserve: number;
  /** The round that ended last; absent before the first. */
  readonly round: RoundRecord | undefined;
}

/** One column of an observation. */
export interface Feature {
  readonly name: string;
  /** Inclusive bounds; ±∞ where there is none. */
  readonly low: number;
  readonly high: number;
  of(observed: Observed, id: number): number;
}

const unbounded = Number.POSITIVE_INFINITY;

/**
 * The columns of an observation, in order: first what is the server's own, then what is the market's, the same in each row.
 * Prices are below 0 only where predictions shade bids.
 */
export const features: readonly Feature[] = [
  // load / capacity, not clamped
  { name: 'load_ratio', low: 0, high: unbounded, of: ({ servers }, id) => servers.ratio(id) },
  {
    name: 'sensitivity',
    low: 0,
    high: sensitivityCeiling,
    of: ({ servers }, id) => servers.sensitivity[id]!,
  },
  { name: 'risk_aversion', low: 0, high: unbounded, of: ({ servers }, id) => servers.riskAversion[id]! },
  {
    name: 'target_load_ratio',
    low: 0,
    high: unbounded,
    of: ({ servers }, id) => servers.targetLoadRatio[id]!,
  },
  { name: 'capacity', low: 0, high: unbounded, of: ({ servers }, id) => servers.capacity[id]! },
  { name: 'reserve', low: -unbounded, high: unbounded, of: ({ reserve }) => reserve },
  // of the last round; 0 where nothing was sold
  {
    name: 'mean_winning_bid',
    low: -unbounded,
    high: unbounded,
    of: ({ round }) => round?.mean_winning_bid || 0,
  },
  // tasks of the last round
  { name: 'arrivals', low: 0, high: unbounded, of: ({ round }) => round?.tasks ?? 0 },
];

/** All features of all servers: one row a server, row after row. */
export function observation(observed: Observed): Float64Array {
  const { count } = observed.servers;
  const out = new Float64Array(count * features.length);
  for (const [column, { of }] of features.entries()) {
    for (let id = 0; id < count; id++) out[id * features.length + column] = of(observed, id);
  }
  return out;
}
