import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../input/input-error.js';

const lockFile = '.lock';

/** Keeps a folder for one process, until it is released or the process is gone. */
export class FolderLock {
  readonly #path: string;

  /** @throws InputError where another process has the folder */
  constructor(directory: string) {
    this.#path = join(directory, lockFile);
    try {
      this.#take();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      this.#refuseUnlessStale(directory);
      rmSync(this.#path, { force: true });
      this.#take();
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  #take(): void {
    // A link appears whole or not at all, where a file could be killed between its making and its writing.
    const own = `${this.#path}-${process.pid}`;
    writeFileSync(own, `${hostname()} ${process.pid}\n`);
    try {
      linkSync(own, this.#path);
    } finally {
      rmSync(own);
    }
  }

  #refuseUnlessStale(directory: string): void {
    const [host, pid] = readFileSync(this.#path, 'utf8').trim().split(' ');
    // A lock of a process that is there is whole: the power has gone since this one was made.
    if (!host || !pid) return;
    if (host === hostname() && !runs(Number(pid))) return;
    throw new InputError({
      file: directory,
      message: `is in use by process ${pid} on ${host}`,
      hint: `wait for it; if there is no such process, remove ${this.#path}`,
    });
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
