import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { Argument, Command } from '@commander-js/extra-typings';
import CliTable from 'cli-table3';
import { auction } from './auction.js';
import { type Bench, SEED } from './bench.js';
import { coverage } from './coverage.js';
import { environment } from './environment.js';
import { kernel } from './kernel.js';
import { lab } from './lab.js';
import { learning } from './learning.js';
import { memory } from './memory.js';
import { profile } from './profile.js';
import { queues } from './queues.js';
import type { Report, Result, Size, Timing } from './results.js';
import { rounds } from './rounds.js';
import { shapley } from './shapley.js';
import { sweep } from './sweep.js';
import { traces } from './traces.js';

/** Every bench, by name. */
const benches: Record<string, Bench> = {
  kernel,
  auction,
  rounds,
  queues,
  memory,
  profile,
  learning,
  environment,
  sweep,
  shapley,
  lab,
  coverage,
  traces,
};

const { args, opts } = commandLine();
const results: Result[] = [];
for (const name of args.length > 0 ? args : Object.keys(benches)) {
  const bench = benches[name]!;
  console.log(name);
  const measured = await bench({ quick: opts.quick === true });
  results.push(...measured);
  if (measured.length > 0) console.log(table(measured));
}
if (opts.json) {
  const report: Report = { machine: machine(), commit: commit(), seed: SEED, results };
  writeFileSync(opts.json, `${JSON.stringify(report, null, 2)}\n`);
}

function commandLine() {
  const command = new Command('bench')
    .description('measure; without names, everything')
    .addArgument(new Argument('[names...]', 'which').choices(Object.keys(benches)))
    .option('--quick', 'small sizes, few repetitions')
    .option('--json <file>', 'write the results there')
    .parse();
  return { args: command.args, opts: command.opts() };
}

function table(measured: readonly Result[]): string {
  const [sizes, timings] = [measured.filter(isSize), measured.filter(isTiming)];
  const head = sizes.length > 0 ? ['', 'bytes'] : ['', 'ns/op', 'yardstick', 'ns/op', 'times faster', '±'];
  const rows = new CliTable({ head, style: { head: [], compact: true } });
  for (const result of sizes) rows.push([point(result), result.bytes.toFixed(1)]);
  for (const result of timings) rows.push([point(result), ...timingCells(result)]);
  return rows.toString();
}

function isTiming(result: Result): result is Timing {
  return !isSize(result);
}

function isSize(result: Result): result is Size {
  return 'bytes' in result;
}

function point({ params }: Result): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
    .join(', ');
}

function timingCells({ nsPerOp, yardstick, ratio, spread }: Timing): string[] {
  return [
    nsPerOp.toFixed(0),
    yardstick.name,
    yardstick.nsPerOp.toFixed(0),
    ratio.toFixed(2),
    `${(50 * spread).toFixed(0)}%`,
  ];
}

function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
