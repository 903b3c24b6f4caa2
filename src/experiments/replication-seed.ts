import { Streams } from '../random/streams.js';

/**
 * The seed of a replication, in [0, 2³²), the same for every alternative. Hashed, not counted up, so that experiments with
 * neighbouring seeds share no run; the first replications of a longer experiment are those of a shorter one.
 */
export function replicationSeed(seed: number, replication: number): number {
  return new Streams(seed).key(`replication/${replication}`);
}
