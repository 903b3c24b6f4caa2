import type { Report, Size, Timing } from '../../bench/results.js';

/** A timing of which only what is said is special. */
export function timing(said: Partial<Timing> = {}): Timing {
  return {
    bench: 'auction',
    params: { servers: 100, noise: 0 },
    nsPerOp: 100,
    yardstick: { name: 'scan', nsPerOp: 1000 },
    ratio: 10,
    spread: 0.02,
    ...said,
  };
}

/** A size of as many bytes. */
export function size(bytes: number): Size {
  return { bench: 'memory', params: { of: 'a server' }, bytes };
}

/** What a run of benches leaves. */
export function report(results: Report['results'], machine: Partial<Report['machine']> = {}): Report {
  return {
    machine: { cpu: 'some', cores: 2, memoryBytes: 1e9, node: 'v20.0.0', ...machine },
    commit: 'unknown',
    seed: 1,
    results,
  };
}
