import { relative } from 'node:path';

/** What a CPU profile is taken of: the scenario's file and what was changed in it. */
interface Measured {
  scenario: string;
  seed?: number | undefined;
  set?: readonly string[] | undefined;
}

/** The command, for a shell in the current folder, that runs a scenario again with Node's CPU profiler. */
export function cpuProfileCommand({ scenario, seed, set = [] }: Measured, directory: string): string {
  const script = relative(process.cwd(), process.argv[1]!);
  const changes = [
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...set.flatMap((text) => ['--set', text]),
  ];
  const words = [
    'node',
    '--cpu-prof',
    `--cpu-prof-dir=${directory}`,
    script,
    'run',
    scenario,
    ...changes,
    '--quiet',
  ];
  return words.map(quoted).join(' ');
}

/** A word as a shell reads it back. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
