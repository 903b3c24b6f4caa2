import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type FolderUse, RunDirectory } from '../dist/output/run-directory.js';

/** A command that writes to a folder, given as the last word, and commands that have written there before. */
interface KillCase {
  readonly name: string;
  readonly before: readonly (readonly string[])[];
  readonly command: readonly string[];
  readonly use: FolderUse;
}

/** What came of the kills of a command. */
export interface Killed {
  readonly name: string;
  /** Those that came before its end. */
  readonly kills: number;
  /** Of these, those after which the folder read as before, as after, and as neither until it was mended. */
  readonly found: { old: number; fresh: number; mended: number };
  /** In words. */
  readonly wrong: readonly string[];
}

const binary = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const run: FolderUse = { marker: 'summary.json', contents: 'run', owned: [], shared: true };
const compared: FolderUse = { marker: 'compare.json', contents: 'comparison', owned: [], shared: true };
const swept: FolderUse = { marker: 'results.json', contents: 'sweep', owned: [], shared: true };
const lab: FolderUse = { marker: 'lab.json', contents: 'verdict', owned: [], shared: true };
const profile: FolderUse = { marker: 'profile.json', contents: 'profile', owned: [], shared: false };

/**
 * The commands that write.
 *
 * @param folder - for the files that they name
 * @param broker - the address of one that has a worker; a sweep is killed there too
 */
export function killCases(folder: string, broker?: string): KillCase[] {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const few = write('few.yaml', 'servers: { count: 3 }\ntime: { rounds: 40 }\n');
  const sweepOf = (name: string, replications: number): string =>
    write(
      name,
      `scenario: few.yaml\nparameters: { design: grid, of: { servers.count: [2, 3] } }\nreplications: ${replications}\noutputs: { metrics: [fairness] }\n`,
    );
  const [sweep, more] = [sweepOf('sweep.yaml', 20), sweepOf('more.yaml', 40)];
  const all = ['--set', 'ledger.enabled=true', '--set', 'metrics.bids=true', '--format', 'csv,parquet'];
  const seed = (n: number): string[] => ['--seed', `${n}`];
  const runOf = (n: number, ...more: string[]) => ['run', few, '--quiet', ...seed(n), ...more];
  const compare = (n: number, ...more: string[]) => [
    ...['compare', few, '--vary', 'servers.count=2,3', '-n', '5', '--workers', '1', '--quiet'],
    ...[...seed(n), ...more],
  ];
  const here = ['--workers', '1', '--quiet', '--out'];
  const replicate = (n: number) => ['replicate', few, '-n', `${n}`, '--metric', 'fairness', ...here];
  const tried = (n: number, ...more: string[]) => ['lab', 'first-price', '--runs', '20', ...seed(n), ...more];
  const elsewhere = (url: string) => ['sweep', sweep, '--broker', url, '--quiet', '--out'];
  return [
    { name: 'run', before: [], command: runOf(1, '--out'), use: run },
    {
      name: 'run --force, all tables and a ledger',
      before: [runOf(1, ...all, '--out')],
      command: runOf(2, ...all, '--force', '--out'),
      use: run,
    },
    {
      name: 'run --profile --force',
      before: [runOf(1, '--profile')],
      command: runOf(2, '--force', '--profile'),
      use: profile,
    },
    {
      name: 'compare --force',
      before: [compare(1, '--out')],
      command: compare(2, '--force', '--out'),
      use: compared,
    },
    {
      name: 'lab --force',
      before: [tried(1, '--out')],
      command: tried(2, '--force', '--out'),
      use: lab,
    },
    { name: 'replicate', before: [], command: replicate(40), use: swept },
    { name: 'replicate, more', before: [replicate(20)], command: replicate(40), use: swept },
    { name: 'sweep', before: [], command: ['sweep', sweep, ...here], use: swept },
    {
      name: 'sweep, more',
      before: [['sweep', sweep, ...here]],
      command: ['sweep', more, ...here],
      use: swept,
    },
    ...(broker === undefined
      ? []
      : [{ name: 'sweep --broker', before: [], command: elsewhere(broker), use: swept }]),
  ];
}

/**
 * Kills a command at random instants: a third of them anywhere between its start and its end, a third while it has the
 * folder, a third while it puts its files in place. After each the folder must read as it did before or as the command leaves it; the next command must find it
 * so, and leave nothing behind. A sweep must go on to what comes of it undisturbed.
 *
 * @param folder - which is there, for contents of folders
 * @param random - numbers in [0, 1)
 */
export async function killed(
  each: KillCase,
  { folder, kills, random }: { folder: string; kills: number; random: () => number },
): Promise<Killed> {
  const [before, after, out] = ['before', 'after', 'out'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const place of [before, after, out]) rmSync(place, { recursive: true, force: true });
  for (const command of each.before) await undisturbed(command, before);
  copied(before, after);
  const length = await undisturbed(each.command, after);
  const ends = { old: contents(before, each.use), fresh: contents(after, each.use) };
  const found = { old: 0, fresh: 0, mended: 0 };
  const wrong: string[] = [];
  for (let done = 0; done < kills; ) {
    copied(before, out);
    const since = phases[Math.floor(random() * phases.length)]!;
    const wait = random() * length[since];
    if (!(await wasKilled(each.command, out, since, wait))) continue;
    done++;
    const left = contents(out, each.use);
    const [isOld, isFresh] = [left === ends.old, left === ends.fresh];
    found[isFresh ? 'fresh' : isOld ? 'old' : 'mended']++;
    const fault = await faultOf(each, out, left, ends);
    if (fault !== undefined) wrong.push(`killed ${wait} ms after ${since}: ${fault}`);
  }
  return { name: each.name, kills, found, wrong };
}

/** What is wrong with a folder after a kill, at once and once the next command has opened it. */
async function faultOf(
  { command, use }: KillCase,
  out: string,
  left: string | undefined,
  { fresh, old }: { old: string | undefined; fresh: string | undefined },
): Promise<string | undefined> {
  if (left !== undefined && left !== old && left !== fresh) return 'the folder reads as whole, and is not';
  if (use.contents === 'sweep') {
    await undisturbed(command, out);
    if (contents(out, use) !== fresh) return 'the sweep has gone on to something else';
  } else {
    new RunDirectory(out, true, use).abort();
    const then = contents(out, use);
    if (then !== old && then !== fresh) return `the next command finds ${then ?? 'nothing'}`;
  }
  const behind = existsSync(out)
    ? readdirSync(out).filter((name) => /^\.(?:lock|partial|publishing|staged)/.test(name))
    : [];
  return behind.length > 0 ? `left behind: ${behind}` : undefined;
}

/** When instants of kills count from, each after the one before. */
const phases = ['start', 'lock', 'publishing'] as const;

type Phase = (typeof phases)[number];

/** Runs a command to its end. Returns milliseconds that it took, from each phase on. @throws Error where it fails */
async function undisturbed(command: readonly string[], out: string): Promise<Record<Phase, number>> {
  const start = performance.now();
  const ended = endOf(started(command, out));
  await untilSeen('lock', out, ended);
  const lock = performance.now();
  await untilSeen('publishing', out, ended);
  const publishing = performance.now();
  const status = await ended;
  if (status !== 0) throw new Error(`${command.join(' ')}: exit code ${status}`);
  const end = performance.now();
  return { start: end - start, lock: end - lock, publishing: end - publishing };
}

async function wasKilled(
  command: readonly string[],
  out: string,
  since: Phase,
  wait: number,
): Promise<boolean> {
  const child = started(command, out);
  const ended = endOf(child);
  if (since !== 'start') await untilSeen(since, out, ended);
  await Promise.race([setTimeout(wait), ended]);
  child.kill('SIGKILL');
  return (await ended) === null;
}

function started(command: readonly string[], out: string): ChildProcess {
  return spawn(process.execPath, [binary, ...command, out], { stdio: 'ignore' });
}

/** The exit code; null where it was killed. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

/** Waits until a folder has an entry of a phase, or the command is over. */
async function untilSeen(phase: Phase, out: string, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const isThere = (): boolean =>
    existsSync(out) && readdirSync(out).some((name) => name.startsWith(`.${phase}`));
  while (!isOver && !isThere()) await setTimeout(1);
}

/** What a folder holds beside records, locks and staging folders; undefined where nothing says that it is whole. */
function contents(out: string, { marker }: FolderUse): string | undefined {
  if (!existsSync(join(out, marker))) return undefined;
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1)).sort();
  return paths
    .filter((path) => !path.startsWith('.') && path !== 'runs.ndjson')
    .map((path) => `${path} ${contentOf(path, readFileSync(join(out, path)))}`)
    .join('\n');
}

/** What a file says, but for how long anything took. */
function contentOf(path: string, bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (path === 'summary.json') {
    const { timing: _, ...summary } = JSON.parse(text) as { timing: unknown };
    return hashOf(JSON.stringify(summary));
  }
  if (path === 'report.html') return text.trimEnd().endsWith('</html>') ? 'whole' : 'torn';
  if (path === 'profile.txt') return bytes.length > 0 ? 'whole' : 'torn';
  if (path === 'profile.json') return `seed ${(JSON.parse(text) as { seed: number }).seed}`;
  if (path === 'trace.json') return `of ${typeof JSON.parse(text)}`;
  return hashOf(bytes);
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function copied(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true });
  else mkdirSync(join(to, '..'), { recursive: true });
}
