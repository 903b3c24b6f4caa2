import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { namingFaults } from '../input/named-fault.js';
import { refusingFolder } from './folder-in-the-way.js';
import { isAlive, ownStart } from './process-life.js';

/** `.lock`; where a process died with it, `.lock.1` takes its place, and so on. The last one counts. */
const lockFile = /^\.lock(?:\.(\d+))?$/;

/** Who has a folder. */
interface Holder {
  readonly host: string;
  readonly pid: string;
  readonly start: string | undefined;
}

/**
 * Keeps a folder for one process, until it is released or the process is gone. It names the host, the process and when
 * that began, so a process that has the same id later does not keep it. Of several that find a lock of a dead process,
 * at most one has the folder: each makes its own first and then looks at all others, and who finds another that is held
 * withdraws.
 */
export class FolderLock {
  /** Whether a process has died with the folder. */
  readonly foundStale: boolean;
  readonly #path: string;

  /**
   * @param directory - a folder that is there
   * @throws InputError where another process has the folder, or this one; what the file system throws
   */
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
        for (const number of others) rmSync(pathOf(directory, number), { force: true });
        removeUnlinked(directory);
      } catch (error) {
        this.release();
        throw error;
      }
      this.foundStale = others.length > 0;
      return;
    }
  }

  /** Harmless when called twice, and where somebody has removed it by hand and another has the folder. */
  release(): void {
    const holder = holderOf(this.#path);
    if (holder && lineOf(holder) === lineOf(ownHolder())) rmSync(this.#path, { force: true });
  }
}

/** Whether an entry of a folder is a lock, or one in the making. */
export function isLock(name: string): boolean {
  return /^\.lock(?:[.-]|$)/.test(name);
}

function ownHolder(): Holder {
  return { host: hostname(), pid: String(process.pid), start: ownStart() };
}

function lineOf({ host, pid, start }: Holder): string {
  return `${[host, pid, ...(start === undefined ? [] : [start])].join(' ')}\n`;
}

function pathOf(directory: string, number: number): string {
  return join(directory, number === 0 ? '.lock' : `.lock.${number}`);
}

/** The numbers of the locks that are there, the last one last. */
function numbersIn(directory: string): number[] {
  const found = readdirSync(directory).map((name) => lockFile.exec(name));
  return found.flatMap((match) => (match ? [Number(match[1] ?? 0)] : [])).sort((a, b) => a - b);
}

/** How a file begins that is to become a lock of this host; the id of its process follows. */
function unlinkedStart(): string {
  return `.lock-${hostname()}-`;
}

/** Removes what processes of this host that are gone have not made a lock of. */
function removeUnlinked(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(unlinkedStart())) continue;
    const pid = Number(name.slice(unlinkedStart().length));
    if (pid !== process.pid && !isAlive(pid, undefined)) rmSync(join(directory, name), { force: true });
  }
}

/** Codes of file systems that have no links. */
const linkless = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** Makes a lock of this process, unless there is one of that number. */
function made(directory: string, number: number): boolean {
  // A link appears whole or not at all, where a file could be killed between its making and its writing.
  const whole = join(directory, `${unlinkedStart()}${process.pid}`);
  const path = pathOf(directory, number);
  const line = lineOf(ownHolder());
  try {
    // A process of the same id may have left one, and the lock is the same file.
    rmSync(whole, { force: true });
    namingFaults(whole, () => writeFileSync(whole, line));
    return unlessThere(() => linkSync(whole, path));
  } catch (error) {
    if (!linkless.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return unlessThere(() => namingFaults(path, () => writeFileSync(path, line, { flag: 'wx' })));
  } finally {
    rmSync(whole, { force: true });
  }
}

/** Whether something that is not to be there was made. */
function unlessThere(make: () => void): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseUnlessStale(directory: string, path: string): void {
  const holder = holderOf(path);
  // A lock of a process that is there is whole: the power has gone since this one was made, or it has been released.
  if (!holder) return;
  const { host, pid, start } = holder;
  if (host === hostname() && !isAlive(Number(pid), start)) return;
  throw new InputError({
    file: directory,
    message: `is in use by process ${pid} on ${host}`,
    hint: `wait for it; if there is no such process, remove ${path}`,
  });
}

/** Undefined where there is no lock, or none that is whole. @throws InputError where a folder has its name */
function holderOf(path: string): Holder | undefined {
  try {
    const [, host, pid, start] =
      /^(\S+) (\d+)(?: (\S+))?\n$/.exec(refusingFolder(path, () => readFileSync(path, 'utf8'))) ?? [];
    return host && pid ? { host, pid, start } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
