import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { InputError } from '../input/input-error.js';
import { makeFolder } from '../input/make-folder.js';
import { RunExistsError } from './run-exists-error.js';

/** What a folder is for. */
export interface FolderUse {
  /** The file whose presence says that the contents are whole. It is the last to appear and the first to go. */
  marker: string;
  /** What a folder with that file holds, in a word. */
  contents: 'run' | 'profile' | 'comparison' | 'sweep' | 'verdict';
  /** Whether other files may lie there already. They are never touched. */
  shared: boolean;
}

/** The file whose presence says that a run is finished. */
export const finishedMarker = 'summary.json';

const runFolder: FolderUse = { marker: finishedMarker, contents: 'run', shared: true };

const stagingName = /^\.partial-(\d+)-/;

/**
 * The folder that a run writes to. Files are written to a staging folder inside it and moved to their names by
 * {@link commit}, so that a killed run leaves no half file under a final name.
 */
export class RunDirectory {
  readonly #directory: string;
  readonly #staging: string;
  readonly #force: boolean;
  readonly #created: boolean;
  readonly #use: FolderUse;

  /**
   * Creates the folder where it is missing, and removes what killed runs left in it. Throws
   * {@link RunExistsError} where it holds a finished run and `force` is not set, {@link InputError} where
   * the path is no folder, cannot be written to, or holds other files and is not to be shared with them; all before
   * anything is written.
   */
  constructor(directory: string, force: boolean, use: FolderUse = runFolder) {
    this.#directory = directory;
    this.#force = force;
    this.#use = use;
    try {
      this.#created = refuseUnlessFree(directory, force, use);
      makeFolder(directory);
      removeStaleStaging(directory);
      this.#staging = mkdtempSync(join(directory, `.partial-${process.pid}-`));
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError({ file: directory, message: `cannot be written to: ${(error as Error).message}` });
    }
  }

  /** Where to write a file that will be called `name`, a relative path with `/`. Its folder exists. */
  path(name: string): string {
    const path = join(this.#staging, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  }

  /**
   * Moves every staged file to its name, the marker last. `owned` names all files, and whole folders, that a run may
   * have: those of a replaced run are removed; files with other names are the user's and stay.
   */
  commit(owned: Iterable<string>): void {
    const { marker } = this.#use;
    if (!this.#force) refuseUnlessFree(this.#directory, false, this.#use);
    const staged = filesIn(this.#staging).filter((name) => name !== marker);
    for (const name of [...staged, marker]) sync(join(this.#staging, name));
    this.#remove(marker);
    for (const name of owned) if (!staged.includes(name)) this.#remove(name);
    for (const name of staged) this.#publish(name);
    for (const folder of new Set(staged.map((name) => dirname(name)))) sync(join(this.#directory, folder));
    this.#publish(marker);
    rmSync(this.#staging, { recursive: true, force: true });
    sync(this.#directory);
  }

  /** Removes everything that this run wrote. Harmless when called twice. */
  abort(): void {
    rmSync(this.#staging, { recursive: true, force: true });
    if (this.#created && existsSync(this.#directory) && readdirSync(this.#directory).length === 0) {
      rmdirSync(this.#directory);
    }
  }

  #publish(name: string): void {
    const path = join(this.#directory, name);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(join(this.#staging, name), path);
  }

  #remove(name: string): void {
    rmSync(join(this.#directory, name), { recursive: true, force: true });
  }
}

/** Returns whether the folder has yet to be made. */
function refuseUnlessFree(
  directory: string,
  force: boolean,
  { marker, contents, shared }: FolderUse,
): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined) return true;
  if (!found.isDirectory()) throw new InputError({ file: directory, message: 'is not a folder' });
  const isWhole = existsSync(join(directory, marker));
  if (isWhole && !force) throw new RunExistsError(directory, contents);
  if (!isWhole && !shared && readdirSync(directory).some((name) => !stagingName.test(name))) {
    const message = `holds files that are not those of a ${contents}`;
    throw new InputError({ file: directory, message, hint: 'choose a new or an empty folder' });
  }
  return false;
}

function removeStaleStaging(directory: string): void {
  for (const name of readdirSync(directory)) {
    const owner = stagingName.exec(name)?.[1];
    const path = join(directory, name);
    if (owner !== undefined && isStale(path, Number(owner))) rmSync(path, { recursive: true, force: true });
  }
}

/** Process ids come back, in a container often at once: a folder older than this process is another's. */
function isStale(path: string, owner: number): boolean {
  const started = performance.timeOrigin + performance.now() - 1000 * process.uptime();
  if (owner === process.pid) return statSync(path).birthtimeMs < started;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Every file below `folder`, as relative paths with `/`, in alphabetical order. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Has the disk hold what was written to a file or a folder. Windows needs write access, and has no such call for folders. */
function sync(path: string): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const descriptor = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
