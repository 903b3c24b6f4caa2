import { largest, smallest } from '../input/magnitude.js';
import type { ScenarioInput } from '../scenario/schema.js';
import type { LabMarket } from './market.js';
import type { Mechanism } from './mechanism.js';
import type { Counterexample } from './verdict.js';

/** Where a run shows what lies are worth. */
export const lookAtLies =
  'the lines "Lies of server" and "Lies to server": utilities with the lies, in place of those without';

/** What a server says in place of its cost, of the task of a number where one is given. */
interface Said {
  readonly server: number;
  readonly says: number;
  readonly task?: number;
}

/**
 * The engine's market in which servers of these costs sell one task a round, or two in the only round where one server is
 * busy: the first makes it so. Costs are exact: with load L, a power of two, and capacity scale 1 a server of capacity c/L − 1 bids
 * L · (1 + (c/L − 1)) = c to the bit, whatever it has to do already.
 *
 * @returns why there is none, where costs are too far apart or too great for a scenario
 */
export function replayScenario(
  description: string,
  costs: readonly number[],
  lies: readonly Said[],
  more: ScenarioInput | undefined,
  rounds = 1,
): ScenarioInput | string {
  const load = 2 ** Math.floor(Math.log2(Math.min(...costs)) - 1);
  const capacities = costs.map((cost) => cost / load - 1);
  const said = lies.map(({ says }) => says);
  if (load < smallest || Math.max(...capacities, ...said) > largest)
    return 'costs are too far apart for a scenario';
  return {
    name: 'counterexample',
    description,
    time: { rounds },
    arrivals: { process: 'constant', rate: 1 },
    tasks: { load },
    coalition: { partners: 0 },
    learning: { mode: 'none' },
    ...more,
    servers: {
      sensitivity: 0,
      riskAversion: 0,
      ...more?.servers,
      list: capacities.map((capacity, server) => ({ capacity, ...more?.servers?.list?.[server] })),
    },
    bidding: { noise: 0, maximum: largest, capacityScale: 1, ...(lies.length > 0 && { lies: [...lies] }) },
  };
}

/**
 * What has the engine hold the one sale of a market, in which some say something other than their costs.
 *
 * @param said - what they say, by server
 * @param description - what it shows
 * @param look - where a run shows it
 */
export function replayOfReports(
  { domain, scenario, unreplayable = 'the engine has no such auction' }: Mechanism,
  { costs, groups, busy }: LabMarket,
  said: ReadonlyMap<number, readonly number[]>,
  description: string,
  look = lookAtLies,
): Pick<Counterexample, 'scenario' | 'look' | 'unreplayable'> {
  if (domain.sells !== 'one-task') return { unreplayable: 'the engine sells one task at a time' };
  if (!scenario) return { unreplayable };
  const isSecond = busy >= 0;
  const lies = Array.from(said, ([server, [says]]) => ({
    server,
    says: says!,
    ...(isSecond && { task: 1 }),
  }));
  const list = groups.map((coalition) => ({ coalition }));
  const made = replayScenario(
    description,
    costs.map(([cost]) => cost!),
    lies,
    isSecond ? { ...scenario, arrivals: { process: 'constant', rate: 2 }, servers: { list } } : scenario,
  );
  return typeof made === 'string' ? { unreplayable: made } : { scenario: made, look };
}
