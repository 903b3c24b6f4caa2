import { Streams } from '../random/streams.js';

/**
 * The seeds of runs, in [0, 2³²), without end: hashed, not counted up, so that experiments with neighbouring seeds share no run, and
 * none twice, so that no two runs are the same by chance. The first of a longer experiment are those of a shorter one.
 */
export function* seedsOf(seed: number): Generator<number> {
  const streams = new Streams(seed);
  const drawn = new Set<number>();
  for (let i = 0; ; i++) {
    const next = streams.key(`replication/${i}`);
    if (drawn.has(next)) continue;
    drawn.add(next);
    yield next;
  }
}
