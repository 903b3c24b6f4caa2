import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built command, as `npm run build` leaves it. */
export const binary = `${root}dist/cli/main.js`;

/** Milliseconds that a command may take, however loaded the machine is. */
const LONGEST = 500_000;

/** Runs the real binary and waits for it. */
export function vickrey(args: readonly string[], options: { cwd?: string; input?: string | Buffer } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...args], {
    cwd: options.cwd ?? root,
    input: options.input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // One that hangs fails its test, and not the whole run of the tests.
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  return { status, stdout, stderr };
}

/** Starts the real binary and lets it run; `ended` tells how it ended, and what it printed on stderr. */
export function startVickrey(args: readonly string[]) {
  const child = spawn(process.execPath, [binary, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ status: number | null; signal: NodeJS.Signals | null; stderr: string }>(
    (resolve) => child.on('close', (status, signal) => resolve({ status, signal, stderr })),
  );
  return { child, ended };
}

/** Runs the real binary in bash, as `vickrey` in `command`; the exit code is that of bash. */
export function inBash(command: string, cwd: string) {
  const script = `vickrey() { '${process.execPath}' '${binary}' "$@"; }\n${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  return { status, stdout, stderr };
}
