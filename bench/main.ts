import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { Command } from '@commander-js/extra-typings';
import CliTable from 'cli-table3';
import { auction } from './auction.js';
import type { Effort, Result } from './bench.js';
import { kernel } from './kernel.js';
import { learning } from './learning.js';
import { rounds } from './rounds.js';

/** Every bench, by name. */
const benches: Record<string, (effort: Effort) => Result[] | Promise<Result[]>> = {
  kernel,
  auction,
  rounds,
  learning,
};

const { args, opts } = commandLine();
const results: Result[] = [];
for (const name of args.length > 0 ? args : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench '${name}': there are ${Object.keys(benches).join(', ')}`);
  console.log(name);
  const measured = await bench({ quick: opts.quick === true });
  results.push(...measured);
  console.log(table(measured));
}
if (opts.json)
  writeFileSync(opts.json, `${JSON.stringify({ machine: machine(), commit: commit(), results }, null, 2)}\n`);

function commandLine() {
  const command = new Command('bench')
    .description('measure; without names, everything')
    .argument('[names...]', Object.keys(benches).join(', '))
    .option('--quick', 'small sizes, few repetitions')
    .option('--json <file>', 'write the results there')
    .parse();
  return { args: command.args, opts: command.opts() };
}

function table(measured: readonly Result[]): string {
  const rows = new CliTable({
    head: ['', 'ns/op', 'yardstick', 'ns/op', 'times faster'],
    style: { head: [], compact: true },
  });
  for (const { params, nsPerOp, yardstick, ratio } of measured) {
    const point = Object.entries(params).map(([name, value]) => `${name} ${value.toLocaleString('en')}`);
    rows.push([
      point.join(', '),
      nsPerOp.toFixed(0),
      yardstick.name,
      yardstick.nsPerOp.toFixed(0),
      ratio.toFixed(2),
    ]);
  }
  return rows.toString();
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
