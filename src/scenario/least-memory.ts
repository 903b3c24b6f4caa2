import type { LoadedScenario } from './load.js';

/** Bytes of the columns of a server, and of a row of action values. */
const SERVER = 200;
const ROW = 24;

/**
 * Bytes that a simulation takes for servers and tables of Q-learning before its first event, at least. Indices, networks and
 * tasks come on top.
 */
export function leastMemory({ scenario: { learning, servers } }: Pick<LoadedScenario, 'scenario'>): number {
  const rows = learning.mode === 'q-learning' ? servers.count * learning.states : 0;
  return servers.count * SERVER + rows * ROW;
}
