import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareCommand } from '../../src/cli/compare.js';
import { labCommand } from '../../src/cli/lab.js';
import { replicateCommand } from '../../src/cli/replicate.js';
import { runCommand } from '../../src/cli/run.js';
import { sweepCommand } from '../../src/cli/sweep.js';
import { RunDirectory } from '../../src/output/run-directory.js';
import { Disk } from './disk.js';
import { mounted } from './mounted.js';

/** Where all commands write to. */
export const out = '/disk/runs/out';

/** A command that writes to a folder, and what lay there before. */
export interface Case {
  readonly name: string;
  /** Commands that have made what lies there before. */
  readonly before: readonly Command[];
  readonly command: Command;
  /** The file that says that the contents are whole. */
  readonly marker: 'summary.json' | 'compare.json' | 'results.json' | 'lab.json' | 'profile.json';
}

type Command = readonly [keyof typeof commands, ...string[]];

const commands = {
  run: () => runCommand(),
  compare: () => compareCommand(),
  lab: () => labCommand(),
  replicate: () => replicateCommand(),
  sweep: () => sweepCommand(),
};

/** Files that commands name, in a folder of the system. */
export function sources(): { cases: Case[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'vickrey-faults-'));
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const scenario = write(
    'few.yaml',
    'servers: { count: 2 }\ntime: { rounds: 2 }\nmetrics: { servers: none }\n',
  );
  const sweep = (name: string, replications: number): string =>
    write(
      name,
      `scenario: few.yaml\nparameters: { design: grid, of: { servers.count: [2, 3] } }\nreplications: ${replications}\noutputs: { formats: [csv], metrics: [fairness] }\n`,
    );
  const quiet = ['--quiet', '--out', out];
  const run = ['run', scenario, ...quiet] as const;
  const compare = [
    'compare',
    scenario,
    '--vary',
    'servers.count=2,3',
    '-n',
    '2',
    '--workers',
    '1',
    '--metric',
    'fairness',
    ...quiet,
  ] as const;
  const lab = (seed: number) =>
    [
      'lab',
      'first-price',
      '--property',
      'truthfulness',
      '--runs',
      '5',
      '--seed',
      `${seed}`,
      '--out',
      out,
    ] as const;
  const profile = ['run', scenario, '--quiet', '--profile', out] as const;
  const replicate = (n: number) =>
    [
      'replicate',
      scenario,
      '-n',
      String(n),
      '--format',
      'csv',
      '--metric',
      'fairness',
      '--workers',
      '1',
      ...quiet,
    ] as const;
  const swept = (name: string, n: number) => ['sweep', sweep(name, n), '--workers', '1', ...quiet] as const;
  const [few, more] = [swept('sweep.yaml', 1), swept('more.yaml', 2)];
  const cases: Case[] = [
    { name: 'run', before: [], command: run, marker: 'summary.json' },
    {
      name: 'run --force',
      before: [[...run, '--set', 'metrics.bids=true', '--set', 'ledger.enabled=true']],
      command: [...run, '--seed', '2', '--force'],
      marker: 'summary.json',
    },
    { name: 'compare', before: [], command: compare, marker: 'compare.json' },
    {
      name: 'compare --force',
      before: [compare],
      command: [...compare, '--seed', '2', '--force'],
      marker: 'compare.json',
    },
    { name: 'lab', before: [], command: lab(1), marker: 'lab.json' },
    { name: 'lab --force', before: [lab(1)], command: [...lab(2), '--force'], marker: 'lab.json' },
    { name: 'run --profile', before: [], command: profile, marker: 'profile.json' },
    {
      name: 'run --profile --force',
      before: [profile],
      command: [...profile, '--seed', '2', '--force'],
      marker: 'profile.json',
    },
    { name: 'replicate', before: [], command: replicate(2), marker: 'results.json' },
    { name: 'replicate, more', before: [replicate(2)], command: replicate(3), marker: 'results.json' },
    { name: 'sweep', before: [], command: few, marker: 'results.json' },
    { name: 'sweep, more', before: [few], command: more, marker: 'results.json' },
  ];
  return { cases, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A disk with nothing but its folder, synced. */
export function newDisk(): Disk {
  const disk = new Disk();
  disk.fs.mkdirSync('/disk');
  return disk.afterPowerLoss(() => 0.3);
}

/** Does a command on a disk. Throws what it throws. */
export async function perform(disk: Disk, [name, ...args]: Command): Promise<void> {
  mounted.disk = disk;
  try {
    await commands[name]().parseAsync(args, { from: 'user' });
  } finally {
    mounted.disk = undefined;
  }
}

/** What the command of a case finds. */
export async function diskBefore({ before }: Case): Promise<Disk> {
  const disk = newDisk();
  for (const command of before) await perform(disk, command);
  return disk.afterKill();
}

/**
 * What reads as the contents: all files that are not those of a record, a lock or a staging folder. Undefined where no
 * marker says that they are whole.
 */
export function contents(disk: Disk, marker: string): string | undefined {
  const files = Object.entries(disk.files()).filter(([path]) => {
    const name = path.slice(out.length + 1);
    return (
      path.startsWith(`${out}/`) && !name.startsWith('.') && !/^(?:sweep\.json|runs\.ndjson)$/.test(name)
    );
  });
  if (!files.some(([path]) => path === `${out}/${marker}`)) return undefined;
  return JSON.stringify(files);
}

/** The process that had the disk is gone: its id is another's. */
export function ofDeadProcess(disk: Disk): Disk {
  for (const name of disk.names(out).filter((each) => each.startsWith('.lock'))) {
    disk.rewrite(`${out}/${name}`, (text) => text.replace(` ${process.pid} `, ` ${2 ** 30} `));
  }
  return disk;
}

const contentsOf = {
  'summary.json': 'run',
  'compare.json': 'comparison',
  'results.json': 'sweep',
  'lab.json': 'verdict',
  'profile.json': 'profile',
} as const;

/** Opens a folder as the next command does that writes there, and leaves it as it is. */
export function openAgain(disk: Disk, marker: Case['marker']): void {
  mounted.disk = disk;
  try {
    new RunDirectory(out, true, { marker, contents: contentsOf[marker], owned: [], shared: true }).abort();
  } finally {
    mounted.disk = undefined;
  }
}
