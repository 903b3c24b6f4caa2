import { Command } from '@commander-js/extra-typings';
import { sampler } from '../dist/random/distribution.js';
import { exponentialGap } from '../dist/random/exponential-gap.js';
import { Streams } from '../dist/random/streams.js';
import { prepareScenario } from '../dist/scenario/load.js';
import type { ScenarioInput } from '../dist/scenario/schema.js';
import { leastTasks } from '../dist/simulation/least-tasks.js';
import { simulate } from '../dist/simulation/run.js';
import { BatchMeans } from '../dist/statistics/batch-means.js';
import { estimateOf, halfWidth } from '../dist/statistics/estimate.js';
import { type SlaClass, slaClasses } from '../dist/workload/trace.js';
import { type Cell, cells } from './run-coverage-cells.js';

/**
 * Whether 95 % intervals of means hold the mean: a row a system, a length and a quantity, over many seeds. The yardstick is
 * plain batch means: 32 to 63 batches in order of completion, Student's t, always told. Fails where an interval that is told
 * holds the mean less often than 95 % by more than chance.
 *
 *     npm run coverage -- --only M/M/1 --seeds 400 --most 100000
 */

const LEVEL = 0.95;
/** Standard deviations of a share that chance may take: of some 100 rows one fails by chance once in 60 times. */
const CHANCE = 3.5;

/** What a run tells of one quantity. */
interface Told {
  mean: number;
  half: number | null;
  plain: number;
}

/** By quantity: `waiting`, `sojourn`, and of each class where there are some. */
type Run = Record<string, Told>;

/** Keeps values in the order in which they come and cuts them up as they did before: 32 to 63 batches of 2^k. */
class PlainBatches {
  private sums: number[] = [];
  private size = 1;
  private rest = 0;
  private filled = 0;

  add(value: number): void {
    this.rest += value;
    if (++this.filled < this.size) return;
    this.sums.push(this.rest);
    this.rest = 0;
    this.filled = 0;
    if (this.sums.length < 64) return;
    this.sums = this.sums.filter((_, i) => i % 2 === 0).map((sum, i) => sum + this.sums[2 * i + 1]!);
    this.size *= 2;
  }

  halfWidth(): number {
    return halfWidth(estimateOf(this.sums.map((sum) => sum / this.size)), LEVEL);
  }
}

const quantities = ['waiting', 'sojourn'] as const;

/** Lindley's recursion on the draws of the engine: one queue, first come, first served, Poisson arrivals. */
function byRecursion({ scenario }: Cell, tasks: number, warmup: number, seed: number): Run {
  const streams = new Streams(seed);
  const [arrivals, service] = [
    streams.uniform('arrivals'),
    sampler(scenario.tasks!.load!, streams.uniform('tasks/load')),
  ];
  const { rate } = scenario.arrivals as { rate: number };
  const batches = { waiting: new BatchMeans(), sojourn: new BatchMeans() };
  const plain = { waiting: new PlainBatches(), sojourn: new PlainBatches() };
  let left = 0;
  for (let task = 0; task < tasks; task++) {
    const wait = Math.max(0, left - exponentialGap(rate, arrivals));
    left = wait + service();
    if (task < warmup) continue;
    batches.waiting.add(task - warmup, wait);
    batches.sojourn.add(task - warmup, left);
    plain.waiting.add(wait);
    plain.sojourn.add(left);
  }
  const told = (quantity: 'waiting' | 'sojourn'): Told => ({
    mean: batches[quantity].mean(),
    half: batches[quantity].halfWidth(LEVEL),
    plain: plain[quantity].halfWidth(),
  });
  return { waiting: told('waiting'), sojourn: told('sojourn') };
}

async function byEngine(input: ScenarioInput, seed: number): Promise<Run> {
  const warmup = (input.time as { warmup: number }).warmup;
  const plain: Record<string, PlainBatches> = {};
  const keep = (quantity: string, value: number) => {
    plain[quantity] ??= new PlainBatches();
    plain[quantity].add(value);
  };
  const classed = !(input.tasks!.sla!.gold === 1 && input.tasks!.sla!.bronze === 0);
  const summary = simulate(await prepareScenario({ ...input, seed }), {
    observers: [
      {
        completion({ task, waiting, sojourn, sla }) {
          if (task < warmup) return;
          const of = classed ? ` of ${slaClasses[sla]!}` : '';
          keep(`waiting${of}`, waiting);
          keep(`sojourn${of}`, sojourn);
        },
      },
    ],
  });
  const run: Run = {};
  for (const [quantity, batches] of Object.entries(plain)) {
    const [which, sla] = quantity.split(' of ') as ['waiting' | 'sojourn', SlaClass?];
    const { mean, halfWidth } = (sla ? summary.classes[sla] : summary)[which];
    run[quantity] = { mean: mean!, half: halfWidth, plain: batches.halfWidth() };
  }
  return run;
}

async function runsOf(cell: Cell, measured: number, seeds: number): Promise<Run[]> {
  const warmup = Math.round(measured / 10);
  const tasks = measured + warmup;
  const input = { ...cell.scenario, time: { mode: 'continuous' as const, tasks, warmup } };
  if (!cell.recursion) {
    const runs: Run[] = [];
    for (let seed = 1; seed <= seeds; seed++) runs.push(await byEngine(input, seed));
    return runs;
  }
  const least = leastTasks(await prepareScenario(input), warmup);
  const engine = await byEngine(input, 1);
  return Array.from({ length: seeds }, (_, i) => {
    const run = byRecursion(cell, tasks, warmup, i + 1);
    for (const quantity of quantities) {
      const enough = least[quantity];
      if (enough === null || measured < enough) run[quantity]!.half = null;
      if (i === 0) agree(run[quantity]!, engine[quantity]!);
    }
    return run;
  });
}

/** The recursion is the engine, to rounding. */
function agree(ours: Told, engine: Told): void {
  const off = (one: number | null, other: number | null) =>
    (one === null) !== (other === null) || Math.abs(one! - other!) > 1e-6 * Math.abs(other ?? 0) + 1e-9;
  if (off(ours.mean, engine.mean) || off(ours.half, engine.half) || off(ours.plain, engine.plain)) {
    throw new Error(`the recursion says ${JSON.stringify(ours)}, the engine ${JSON.stringify(engine)}`);
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function share(runs: readonly Told[], half: (told: Told) => number, truth: number): number {
  return runs.filter((told) => Math.abs(told.mean - truth) <= half(told)).length / runs.length;
}

/** A row of the table, and whether its intervals hold the mean too seldom. */
function rowOf(all: readonly Told[], truth: number): { cells: string[]; short: boolean } {
  const told = all.filter(({ half }) => half !== null);
  const width = (half: (told: Told) => number, list: readonly Told[]) =>
    percent(list.reduce((sum, each) => sum + half(each), 0) / list.length / truth);
  const old = [percent(share(all, ({ plain }) => plain, truth)), width(({ plain }) => plain, all)];
  if (told.length === 0) return { cells: ['withheld', '–', '–', '–', ...old], short: false };
  const covered = share(told, ({ half }) => half!, truth);
  const chance = Math.sqrt((LEVEL * (1 - LEVEL)) / told.length);
  const short = covered < LEVEL - CHANCE * chance;
  return {
    cells: [
      told.length === all.length ? 'told' : `told in ${percent(told.length / all.length)}`,
      `${percent(covered)}${short ? ' FAILS' : ''}`,
      `± ${(196 * chance).toFixed(1)} %`,
      width(({ half }) => half!, told),
      ...old,
    ],
    short,
  };
}

const { seeds, most, fewest, only } = commandLine();
const head = ['system', 'measured', 'mean of', 'interval', 'coverage', 'chance', 'half width'];
console.log(`| ${[...head, 'plain coverage', 'plain half width'].join(' | ')} |`);
console.log('|---|---|---|---|---|---|---|---|---|');
for (const cell of cells.filter(({ name }) => name.includes(only))) {
  for (const tasks of cell.lengths.filter((length) => length >= fewest && length <= most)) {
    const runs = await runsOf(cell, tasks, seeds);
    for (const quantity of Object.keys(runs[0]!)) {
      const all = runs.map((run) => run[quantity]!);
      const truth = cell.truth?.[quantity] ?? all.reduce((sum, { mean }) => sum + mean, 0) / all.length;
      // A quantity that is always 0 has nothing to hold.
      if (truth === 0) continue;
      const { cells: row, short } = rowOf(all, truth);
      if (short) process.exitCode = 1;
      console.log(`| ${[cell.name, tasks.toLocaleString('en'), quantity, ...row].join(' | ')} |`);
    }
  }
}

function commandLine() {
  const command = new Command('coverage')
    .description('how often intervals of means hold the mean')
    .option('--seeds <n>', 'runs of each row', '400')
    .option('--most <n>', 'leave out longer runs', '2000000')
    .option('--fewest <n>', 'leave out shorter runs', '0')
    .option('--only <text>', 'systems whose name has this text', '')
    .parse();
  const opts = command.opts();
  return {
    seeds: Number(opts.seeds),
    most: Number(opts.most),
    fewest: Number(opts.fewest),
    only: opts.only,
  };
}
