import { realpathSync } from 'node:fs';
import { basename, relative } from 'node:path';

/** What a CPU profile is taken of: the scenario's file and what was changed in it. */
interface Measured {
  scenario: string;
  seed?: number | undefined;
  set?: readonly string[] | undefined;
}

/**
 * The command, for a shell in the current folder, that runs a scenario again with Node's CPU profiler.
 *
 * @param script - as this process was called
 */
export function cpuProfileCommand(
  { scenario, seed, set = [] }: Measured,
  directory: string,
  script = process.argv[1]!,
): string {
  const changes = [
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...set.flatMap((text) => ['--set', text]),
  ];
  const profiler = ['node', '--cpu-prof', `--cpu-prof-dir=${directory}`].map(quoted);
  const run = ['run', scenario, ...changes, '--quiet'].map(quoted);
  const place = relative(process.cwd(), realpathSync(script));
  const isOnPath = place.startsWith('..') && basename(script).startsWith('vickrey');
  // Node takes no script from PATH by its name, and before version 22 no profiler from NODE_OPTIONS.
  const named = isOnPath ? '"$(command -v vickrey)"' : quoted(place);
  const command = [...profiler, named, ...run].join(' ');
  // What npx has fetched is on PATH within npx alone.
  return isOnPath && /[/\\]_npx[/\\]/.test(place) ? `npx --package=vickrey -c ${quoted(command)}` : command;
}

/** A word as a shell reads it back. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
