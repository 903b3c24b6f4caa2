import type { NamedNetwork } from '../learning/neural/agent.js';
import { numbersOf } from '../learning/neural/network.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { RunEnd } from '../systems/clock.js';
import type { Durations } from '../systems/completion.js';
import type { Market, Tally } from '../systems/market.js';
import { Status } from '../systems/records.js';
import { valueServers } from '../systems/shapley.js';
import { slaClasses } from '../workload/trace.js';
import type { Servers } from '../world/servers.js';
import type { Parts } from './assembly.js';
import type { Summary, Times } from './summary.js';
import { version } from './version.js';

/** What the simulation itself knows of a run that has ended. */
export interface RunFacts {
  readonly end: RunEnd;
  readonly rounds: number;
  readonly digest: string;
  readonly trends: Summary['trends'];
  readonly firstAuctions: Summary['firstAuctions'];
}

/** Results that neither a round nor a server holds: durations of tasks, and what predictors and networks have learnt. */
export function* durationsAndWeights(
  { market, waiting, sojourn }: Parts,
  networks: readonly NamedNetwork[],
): Generator<number> {
  for (const durations of [waiting, sojourn]) {
    yield durations.moments.count;
    for (const value of Object.values(times(durations))) yield value ?? 0;
  }
  if (market.predictor) yield* market.predictor.weights;
  for (const { weights } of networks) yield* numbersOf(weights);
}

/**
 * Puts the summary of an ended run together.
 *
 * @throws Error if a task is not accounted for
 */
export function summarise(loaded: LoadedScenario, parts: Parts, facts: RunFacts): Summary {
  const { scenario } = loaded;
  const { market, waiting, sojourn } = parts;
  const { servers } = market.world;
  const { total } = market;
  const auctions = total.byStatus.reduce((sum, count) => sum + count, 0);
  return {
    scenario: scenario.name,
    seed: scenario.seed,
    version,
    digest: facts.digest,
    rounds: facts.rounds,
    stop: facts.end,
    tasks: accountedTasks(parts),
    auctions: { total: auctions, retried: total.byStatus[Status.retried]! },
    reserve: market.reserve.value,
    fairness: market.fleet.fairness,
    welfare: market.fleet.welfare,
    utilisation: utilisation(market, facts.rounds),
    waiting: times(waiting),
    sojourn: times(sojourn),
    slaViolations: violations(total, scenario.tasks.slaPenalty),
    money: money(total, servers),
    messages: 2 * servers.count * auctions,
    ...(market.predictor && total.sold > 0 ? { predictionError: total.predictionErrors / total.sold } : {}),
    trends: facts.trends,
    ...traceAccount(loaded, total),
    servers: recordedServers(parts, facts.rounds),
    firstAuctions: facts.firstAuctions,
  };
}

/** Every task that arrived is completed, rejected or still in the system; the pool of entities must agree. */
function accountedTasks({ market }: Parts): Summary['tasks'] {
  const { total, world } = market;
  const rejected = total.byStatus[Status.rejected]!;
  const unfinished = total.arrived - total.completed - rejected;
  if (unfinished !== world.tasks.live) {
    throw new Error(`${unfinished} tasks should be unfinished, but ${world.tasks.live} are in the system`);
  }
  return {
    arrived: total.arrived,
    assigned: total.byStatus[Status.assigned]!,
    coalition: total.byStatus[Status.coalition]!,
    aboveReserve: total.byStatus[Status.aboveReserve]!,
    rejected,
    completed: total.completed,
    unfinished,
    lost: 0,
  };
}

function utilisation({ fleet, total }: Market, rounds: number): number {
  return fleet.processingRate > 0 ? total.work / (fleet.processingRate * rounds) : 0;
}

function times({ moments, sketch }: Durations): Times {
  if (moments.count === 0) return { mean: null, p50: null, p90: null, p99: null, p999: null };
  return {
    mean: moments.mean,
    p50: sketch.quantile(0.5),
    p90: sketch.quantile(0.9),
    p99: sketch.quantile(0.99),
    p999: sketch.quantile(0.999),
  };
}

function violations(
  total: Tally,
  weights: Record<'gold' | 'silver' | 'bronze', number>,
): Summary['slaViolations'] {
  const [gold, silver, bronze] = total.violations as unknown as [number, number, number];
  const penalty = slaClasses.reduce((sum, name, i) => sum + weights[name] * total.violations[i]!, 0);
  return { gold, silver, bronze, penalty };
}

function money(total: Tally, servers: Servers): Summary['money'] {
  let costs = 0;
  let revenue = 0;
  for (let i = 0; i < servers.count; i++) {
    costs += servers.cost[i]!;
    revenue += servers.revenue[i]!;
  }
  return { payments: total.payments, costs, utilities: revenue - costs };
}

function traceAccount({ scenario, trace }: LoadedScenario, total: Tally): Pick<Summary, 'trace'> {
  if (!trace || scenario.arrivals.process !== 'trace') return {};
  const skipped = Object.values(trace.skipped).reduce((sum, rows) => sum + rows, 0);
  return {
    trace: {
      file: scenario.arrivals.file,
      sha256: trace.sha256,
      rows: trace.length + skipped,
      replayed: total.arrived,
      afterEnd: trace.length - total.arrived,
      skipped: { ...trace.skipped },
    },
  };
}

function recordedServers({ market, shapley, streams }: Parts, rounds: number): Summary['servers'] {
  const { servers } = market.world;
  const recorded = market.world.recordedServers();
  if (recorded.length > 0) valueServers(market, shapley, streams, rounds - 1);
  return Array.from(recorded, (server) => ({
    server,
    load: servers.load[server]!,
    sensitivity: servers.sensitivity[server]!,
    utility: servers.revenue[server]! - servers.cost[server]!,
    shapley: shapley.value[server]!,
  }));
}
