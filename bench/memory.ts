import { addComponent, addEntity, createWorld, query } from 'bitecs';
import { Scheduler } from '../dist/engine/scheduler.js';
import { prepareScenario } from '../dist/scenario/load.js';
import type { ScenarioInput } from '../dist/scenario/schema.js';
import { componentsOf } from '../dist/simulation/components.js';
import { modelOf } from '../dist/simulation/model.js';
import { Simulation } from '../dist/simulation/simulation.js';
import { EventKind } from '../dist/systems/events.js';
import type { Market } from '../dist/systems/market.js';
import type { World } from '../dist/world/world.js';
import { type Bench, quantile, SEED } from './bench.js';
import type { Size } from './results.js';

/**
 * Bytes in heap and array buffers: of a server, by what holds them; of a task in an overloaded market; and what a task's
 * whole life allocates in a market that is in balance. Node must run with `--expose-gc`.
 *
 * @throws Error where it does not
 */
export const memory: Bench = async ({ quick }) => [
  ...(await perServer(quick ? 20_000 : 100_000)),
  perEntity(quick ? 20_000 : 100_000),
  await perLiveTask(),
  await perTask('nobody', quick ? 100 : 300, async (scenario) => (await bareMarket(scenario)).run),
  await perTask('digest and trends', quick ? 100 : 300, async (scenario) => {
    const simulation = new Simulation(await prepareScenario(scenario));
    return (until) => simulation.run({ until });
  }),
];

/** A point of this bench. */
function size(params: Size['params'], bytes: number): Size {
  return { bench: 'memory', params, bytes };
}

/** Heap and array buffers in use, after garbage was collected. */
function used(): number {
  if (!globalThis.gc) throw new Error('the memory bench needs node --expose-gc');
  // Once more for what finalisers of the first pass let go.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A market that has held its first auctions, so that all that is made when it is needed is there. */
async function perServer(servers: number): Promise<Size[]> {
  const scenario: ScenarioInput = {
    seed: SEED,
    servers: { count: servers, coalitions: 20 },
    arrivals: { process: 'constant', rate: 10 },
    metrics: { servers: 'none' },
  };
  // What is loaded once is no server's: a first market stays while the second is measured.
  const first = await started(scenario);
  const before = used();
  const market = await started(scenario);
  const all = used() - before;
  const columns = columnBytes(market.world);
  if (first.world.servers.count !== servers) throw new Error('a world has lost servers');
  const point = (of: string, bytes: number): Size => size({ of, servers }, bytes / servers);
  return [
    point('a server', all),
    point('a server: columns of the world', columns),
    point('a server: bids, index, coalitions, learner, totals', all - columns),
  ];
}

/** What it would cost to have each row be an entity of bitECS with one component. */
function perEntity(entities: number): Size {
  const before = used();
  const [world, component] = [createWorld(), {}];
  for (let i = 0; i < entities; i++) addComponent(world, addEntity(world), component);
  const bytes = used() - before;
  if (query(world, [component]).length !== entities) throw new Error('bitECS has lost entities');
  return size({ of: 'an entity of bitECS', entities }, bytes / entities);
}

/** A market after its first auctions. */
async function started(scenario: ScenarioInput): Promise<Market> {
  const { market, run } = await bareMarket(scenario);
  run(0.5);
  return market;
}

/** Bytes of the typed arrays that a world and its components are made of. */
function columnBytes(world: World): number {
  return [world, world.servers, world.tasks, world.work]
    .flatMap((holder) => Object.values(holder))
    .reduce((sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);
}

/** A market whose servers do next to nothing, at just as many tasks as fill the pool. */
async function perLiveTask(): Promise<Size> {
  const [tasks, rate] = [2 ** 17, 2 ** 10];
  const loaded = await prepareScenario({
    seed: SEED,
    time: { rounds: tasks / rate },
    servers: { count: 100, processingRate: 1e-6 },
    arrivals: { process: 'constant', rate },
    coalition: { partners: 0 },
    metrics: { servers: 'none' },
  });
  const first = new Simulation(loaded);
  first.run();
  const before = used();
  const simulation = new Simulation(loaded);
  simulation.run();
  const bytes = (used() - before) / tasks;
  for (const run of [first, simulation]) {
    const { unfinished } = run.summary().tasks;
    if (unfinished !== tasks) throw new Error(`${unfinished} tasks are live, not ${tasks}`);
  }
  return size({ of: 'a live task', tasks }, bytes);
}

/** Runs a market up to a time. */
type Run = (until: number) => void;

/** A market that nobody observes, as it is inside of a simulation. */
async function bareMarket(scenario: ScenarioInput): Promise<{ market: Market; run: Run }> {
  const scheduler = new Scheduler();
  const loaded = await prepareScenario(scenario);
  const { market, systems, timeline } = modelOf(loaded, scheduler, {
    components: componentsOf(loaded),
    given: [],
    observers: [],
    warmup: 0,
  });
  for (const system of systems) scheduler.add(system);
  scheduler.add(timeline.clock(market, () => scheduler.stop()));
  scheduler.schedule(0, EventKind.RoundStart, 0);
  return { market, run: (until) => scheduler.run({ until }) };
}

/**
 * What the heap grows by in a round, a task: the median over rounds, so that those in which garbage was collected do not
 * count. The market is in balance and has run long enough for its pools to be full and its code to be compiled.
 */
async function perTask(
  observers: string,
  rounds: number,
  start: (scenario: ScenarioInput) => Promise<Run>,
): Promise<Size> {
  const [tasks, warmUp] = [1000, 300];
  const run = await start({
    seed: SEED,
    time: { rounds: warmUp + rounds + 1 },
    servers: { count: 1000, processingRate: 50, coalitions: 20 },
    arrivals: { process: 'constant', rate: tasks },
    learning: { mode: 'none' },
    metrics: { servers: 'none' },
  });
  run(warmUp + 0.5);
  const growth: number[] = [];
  for (let round = warmUp + 1; round <= warmUp + rounds; round++) {
    const before = process.memoryUsage().heapUsed;
    run(round + 0.5);
    growth.push(process.memoryUsage().heapUsed - before);
  }
  return size(
    { of: 'what a task allocates', observers, tasks: tasks * rounds },
    quantile(growth, 0.5) / tasks,
  );
}
