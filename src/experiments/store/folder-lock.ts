import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../input/input-error.js';
import { namingFaults } from '../../input/named-fault.js';

/** `.lock`; where a process died with it, `.lock.1` takes its place, and so on. The last one counts. */
const lockFile = /^\.lock(?:\.(\d+))?$/;

/**
 * Keeps a folder for one process, until it is released or the process is gone. Of several that find a lock of a dead process, at most one
 * has the folder: each makes its own first and then looks at all others, and who finds another that is held withdraws.
 */
export class FolderLock {
  /** Whether a process has died with the folder. */
  readonly foundStale: boolean;
  readonly #path: string;

  /** @throws InputError where another process has the folder */
  constructor(directory: string) {
    for (;;) {
      const last = numbersIn(directory).at(-1);
      if (last !== undefined) refuseUnlessStale(directory, pathOf(directory, last));
      const own = last === undefined ? 0 : last + 1;
      if (!made(directory, own)) continue;
      this.#path = pathOf(directory, own);
      const others = numbersIn(directory).filter((number) => number !== own);
      try {
        for (const number of others) refuseUnlessStale(directory, pathOf(directory, number));
      } catch (error) {
        this.release();
        throw error;
      }
      for (const number of others) rmSync(pathOf(directory, number), { force: true });
      this.foundStale = others.length > 0;
      return;
    }
  }

  /** Harmless when called twice, and where somebody has removed it by hand and another has the folder. */
  release(): void {
    if (isOwn(holderOf(this.#path))) rmSync(this.#path, { force: true });
  }
}

function isOwn([host, pid]: string[]): boolean {
  return host === hostname() && pid === String(process.pid);
}

function pathOf(directory: string, number: number): string {
  return join(directory, number === 0 ? '.lock' : `.lock.${number}`);
}

/** The numbers of the locks that are there, the last one last. */
function numbersIn(directory: string): number[] {
  const found = readdirSync(directory).map((name) => lockFile.exec(name));
  return found.flatMap((match) => (match ? [Number(match[1] ?? 0)] : [])).sort((a, b) => a - b);
}

/** Makes a lock of this process, unless there is one of that number. */
function made(directory: string, number: number): boolean {
  // A link appears whole or not at all, where a file could be killed between its making and its writing.
  const whole = join(directory, `.lock-${hostname()}-${process.pid}`);
  try {
    namingFaults(whole, () => writeFileSync(whole, `${hostname()} ${process.pid}\n`));
    linkSync(whole, pathOf(directory, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

function refuseUnlessStale(directory: string, path: string): void {
  const [host, pid] = holderOf(path);
  // A lock of a process that is there is whole: the power has gone since this one was made, or it has been released.
  if (!host || !pid) return;
  if (host === hostname() && !runs(Number(pid))) return;
  throw new InputError({
    file: directory,
    message: `is in use by process ${pid} on ${host}`,
    hint: `wait for it; if there is no such process, remove ${path}`,
  });
}

function holderOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trim().split(' ');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether there is another process of this id: in a container, ids come back at once. */
function runs(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
