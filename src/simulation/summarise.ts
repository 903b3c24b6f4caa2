import { codeNamedBy } from '../scenario/code-paths.js';
import { idleSettings } from '../scenario/idle-settings.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Status } from '../systems/records.js';
import type { RunEnd } from '../systems/run-end.js';
import { valueServers } from '../systems/shapley.js';
import type { Tally } from '../systems/tally.js';
import { type SlaClass, slaClasses } from '../workload/trace.js';
import type { Servers } from '../world/servers.js';
import type { Model } from './model.js';
import type { Summary, WindowSummary } from './summary.js';
import type { Measured } from './timeline/timeline.js';
import { allTimes } from './times.js';
import { version } from './version.js';

/** What the simulation itself knows of a run that has ended. */
export interface RunFacts {
  readonly end: RunEnd;
  /** Simulated time, and the samples or rounds that there were. */
  readonly time: number;
  readonly samples: number;
  readonly digest: string;
  readonly trends: Summary['trends'];
  readonly firstAuctions: Summary['firstAuctions'];
}

/**
 * Puts the summary of an ended run together.
 *
 * @throws Error if a task is not accounted for
 */
export function summarise(loaded: LoadedScenario, model: Model, facts: RunFacts): Summary {
  const { scenario } = loaded;
  const { market } = model;
  const { servers } = market.world;
  const { total } = market;
  const { messages, predictor, reserve } = market.allocation;
  const measured = model.timeline.measured(market.fleet.processingRate * scenario.servers.slots);
  const auctions = total.byStatus.reduce((sum, count) => sum + count, 0);
  return {
    scenario: scenario.name,
    seed: scenario.seed,
    version,
    digest: facts.digest,
    clock: scenario.time.mode,
    time: facts.time,
    stop: facts.end,
    tasks: accountedTasks(model),
    measured: model.sojourn.means.count(),
    auctions: { total: auctions, retried: total.byStatus[Status.retried]!, reassigned: total.reassigned },
    reserve: Number.isNaN(reserve) ? null : reserve,
    fairness: market.fleet.fairness,
    welfare: market.fleet.welfare,
    utilisation: measured.utilisation,
    window: windowOf(model, measured),
    ...allTimes(model),
    ...levelsOf(model),
    slaViolations: violations(model, scenario.tasks.slaPenalty),
    money: money(total, servers),
    messages,
    ...(predictor && total.sold > 0 ? { predictionError: total.predictionErrors / total.sold } : {}),
    trends: Number.isNaN(reserve) ? { ...facts.trends, reserve: null } : facts.trends,
    ...traceAccount(loaded, total),
    servers: recordedServers(model, facts.samples),
    firstAuctions: facts.firstAuctions,
    ...ownPartsOf(loaded, model.given),
    ...idleOf(loaded),
  };
}

/** Every task that arrived is completed, rejected, lost or still in the system; the pool of entities must agree. */
function accountedTasks({ market }: Model): Summary['tasks'] {
  const { total, world } = market;
  const rejected = total.byStatus[Status.rejected]!;
  const unfinished = total.arrived - total.completed - rejected - total.lost;
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
    lost: total.lost,
  };
}

/** What is known of the measured window: from the first measured arrival to the end of arrivals. */
function windowOf({ market, sojourn, warmup }: Model, { fairness, messages }: Measured): WindowSummary {
  const tasks = Math.max(0, market.total.arrived - warmup);
  const unserved = tasks === 0 ? null : (tasks - sojourn.means.count()) / tasks;
  return { tasks, unserved, fairness, messages };
}

/** Parts that are not ours. */
function ownPartsOf({ scenario }: LoadedScenario, given: readonly string[]): Pick<Summary, 'ownParts'> {
  const named = codeNamedBy(scenario).map(({ path, file }) => ({ part: path, file: String(file) }));
  const all = [...named, ...given.map((part) => ({ part }))];
  return all.length > 0 ? { ownParts: all } : {};
}

function idleOf(loaded: LoadedScenario): Pick<Summary, 'idleSettings'> {
  const idle = idleSettings(loaded);
  return idle.length > 0 ? { idleSettings: idle } : {};
}

function levelsOf(model: Model): Pick<Summary, 'levels'> {
  const levels = model.timeline.levels();
  return levels ? { levels } : {};
}

function violations(
  { market: { total }, sojourn }: Model,
  weights: Record<SlaClass, number>,
): Summary['slaViolations'] {
  const late = slaClasses.map((_, i) => (sojourn.means.count(i) > 0 ? total.violations[i]! : null));
  const [gold, silver, bronze] = late as [number | null, number | null, number | null];
  const penalty = slaClasses.reduce((sum, name, i) => sum + weights[name] * total.violations[i]!, 0);
  return { gold, silver, bronze, penalty: sojourn.means.count() > 0 ? penalty : null };
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
  const skipped = Object.entries(trace.skipped);
  return {
    trace: {
      file: scenario.arrivals.file,
      sha256: trace.sha256,
      rows: skipped.reduce((sum, [, { rows }]) => sum + rows, trace.length),
      replayed: total.arrived,
      afterEnd: trace.length - total.arrived,
      skipped: Object.fromEntries(skipped.map(([reason, { rows }]) => [reason, rows])),
      skippedLines: Object.fromEntries(skipped.map(([reason, { lines }]) => [reason, [...lines]])),
      unread: [...trace.unread],
      ...longGap(trace.time),
    },
  };
}

/** Share of a trace's time that no gap between two of its tasks has, unless a time is wrong. */
const LONG_GAP = 0.9;
/** Rows of which that can be said. */
const ENOUGH_ROWS = 10;

/** The gap between tasks that is nearly all of the time; of ascending times. O(rows). */
function longGap(time: Float64Array): Pick<NonNullable<Summary['trace']>, 'gap'> {
  let row = 1;
  for (let i = 2; i < time.length; i++) {
    if (time[i]! - time[i - 1]! > time[row]! - time[row - 1]!) row = i;
  }
  const share = (time[row]! - time[row - 1]!) / (time.at(-1)! - time[0]!);
  return time.length >= ENOUGH_ROWS && share > LONG_GAP ? { gap: { after: time[row - 1]!, share } } : {};
}

function recordedServers({ market, shapley, streams }: Model, samples: number): Summary['servers'] {
  const { servers } = market.world;
  const recorded = market.world.recordedServers();
  if (recorded.length > 0) valueServers(market, shapley, streams, samples - 1);
  return Array.from(recorded, (server) => ({
    server,
    load: servers.load[server]!,
    sensitivity: servers.sensitivity[server]!,
    utility: servers.revenue[server]! - servers.cost[server]!,
    shapley: shapley.value[server]!,
  }));
}
