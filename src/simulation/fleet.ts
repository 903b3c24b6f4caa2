import { sampler } from '../random/distribution.js';
import { Streams } from '../random/streams.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { ListedServer } from '../scenario/schema.js';
import type { ServerTraits } from '../world/servers.js';

/**
 * The servers of a scenario in order of id: drawn, or as listed with what an entry leaves out drawn. Each
 * trait has a stream of its own and is drawn for every server, so a server's traits do not depend on how many
 * there are, nor on what others list.
 */
export function* fleet(
  { scenario, servers: listed }: LoadedScenario,
  streams: Streams,
): Generator<ServerTraits> {
  const terms = scenario.servers;
  const capacity = sampler(terms.capacity, streams.uniform('servers/capacity'));
  const sensitivity = sampler(terms.sensitivity, streams.uniform('servers/sensitivity'));
  const riskAversion = sampler(terms.riskAversion, streams.uniform('servers/risk-aversion'));
  const targetLoadRatio = sampler(terms.targetLoadRatio, streams.uniform('servers/target-load-ratio'));
  const processingRate = sampler(terms.processingRate, streams.uniform('servers/processing-rate'));
  const coalition = streams.uniform('servers/coalition');
  for (let id = 0; id < terms.count; id++) {
    const drawn: ServerTraits = {
      capacity: capacity(),
      sensitivity: sensitivity(),
      riskAversion: riskAversion(),
      targetLoadRatio: targetLoadRatio(),
      processingRate: processingRate(),
      coalition: Math.floor(coalition() * terms.coalitions),
    };
    yield overridden(drawn, listed?.[id] ?? {});
  }
}

/** `drawn` with what the list says about it. */
function overridden(drawn: ServerTraits, listed: ListedServer): ServerTraits {
  const said = Object.entries(listed).filter(([, value]) => value !== undefined);
  return { ...drawn, ...Object.fromEntries(said) };
}

/**
 * Ids of the servers that a scenario records: all up to 1,000 by default, beyond that 1,000 evenly spaced ones.
 */
export function recordedIds({ scenario }: Pick<LoadedScenario, 'scenario'>): number[] {
  const { count } = scenario.servers;
  const which = scenario.metrics.servers ?? Math.min(count, 1000);
  if (which === 'none') return [];
  if (Array.isArray(which)) return [...new Set(which)].sort((a, b) => a - b);
  const wanted = which === 'all' ? count : Math.min(which, count);
  return Array.from({ length: wanted }, (_, i) => Math.floor((i * count) / wanted));
}

/** What each server does of work in a unit of time, in order of id, as the scenario's seed draws it. O(servers). */
export function processingRates({
  scenario: { seed, servers },
  servers: listed,
}: LoadedScenario): Float64Array {
  const rate = sampler(servers.processingRate, new Streams(seed).uniform('servers/processing-rate'));
  return Float64Array.from({ length: servers.count }, (_, id) => {
    const drawn = rate();
    return listed?.[id]?.processingRate ?? drawn;
  });
}
