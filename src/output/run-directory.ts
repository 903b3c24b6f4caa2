import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { namingFaults } from '../input/named-fault.js';
import { type Contents, chooseAnother, otherContents, tellingFiles } from '../storage/folder-contents.js';
import { type FolderLock, isLock } from '../storage/folder-lock.js';
import {
  finishPublishing,
  isStaging,
  isThere,
  publish,
  removeStaging,
  stagingPrefix,
} from '../storage/publishing.js';
import { isFolder, takeFolder } from '../storage/take-folder.js';
import { unwritable } from '../storage/unwritable.js';
import { RunExistsError } from './run-exists-error.js';

/** What a folder is for. */
export interface FolderUse {
  /** The file whose presence says that the contents are whole. It is the last to appear and the first to go. */
  marker: string;
  /** What a folder with that file holds. */
  contents: Contents;
  /** All files, and whole folders, that such contents may have beside the marker: those of replaced contents go. */
  owned: readonly string[];
  /** Whether files of the user may lie there already. They are never touched. */
  shared: boolean;
}

/** The file whose presence says that a run is finished. */
export const finishedMarker = tellingFiles.run[0];

/**
 * The folder that a run writes to, and keeps for its process until {@link commit} or {@link abort}. Files are written to
 * a staging folder inside it and moved to their names by {@link commit}: whatever ends the process or the power leaves
 * the earlier contents or the new ones.
 */
export class RunDirectory {
  readonly #directory: string;
  readonly #staging: string;
  readonly #force: boolean;
  readonly #created: boolean;
  readonly #use: FolderUse;
  readonly #lock: FolderLock | undefined;

  /**
   * Creates the folder where it is missing, and finishes or removes what killed runs left in it. All errors are thrown
   * before anything is written.
   *
   * @param held - whether the caller keeps the folder, and lets go of it
   * @throws RunExistsError where it holds such contents that are whole and `force` is not set
   * @throws InputError where another process writes to it, the path is no folder, cannot be written to, holds contents
   *   of another kind, files that would be replaced and `force` is not set, or other files and is not to be shared
   */
  constructor(directory: string, force: boolean, use: FolderUse, held = false) {
    this.#directory = directory;
    this.#force = force;
    this.#use = use;
    // What is finished is told of where nothing can be written, too; where others write, that they do.
    if (isFolder(directory) && !isTaken(directory)) refuseUnlessFree(directory, force, use);
    const taken = held ? undefined : takeFolder(directory);
    this.#lock = taken?.lock;
    this.#created = taken?.wasMissing === true;
    try {
      finishPublishing(directory);
      removeStaging(directory);
      refuseUnlessFree(directory, force, use);
      this.#staging = mkdtempSync(stagingPrefix(directory));
    } catch (error) {
      this.#letGo();
      throw unwritable(directory, error);
    }
  }

  /** Where to write a file that will be called `name`, a relative path with `/`. Its folder exists. */
  path(name: string): string {
    const path = join(this.#staging, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  }

  /** Writes a whole file that will be called `name`. What the file system throws names it. */
  write(name: string, content: string | Uint8Array): void {
    const path = this.path(name);
    namingFaults(path, () => writeFileSync(path, content));
  }

  /**
   * Gives every staged file its name, the marker last, and lets go of the folder. Files of replaced contents are removed;
   * those that are not owned are the user's and stay.
   */
  commit(): void {
    const { marker, owned } = this.#use;
    if (!this.#force) refuseUnlessFree(this.#directory, false, this.#use);
    publish(this.#directory, this.#staging, marker, owned);
    this.#lock?.release();
  }

  /** Removes everything that this run wrote, and lets go of the folder. Harmless when called twice. */
  abort(): void {
    try {
      rmSync(this.#staging, { recursive: true, force: true });
    } finally {
      this.#letGo();
    }
  }

  #letGo(): void {
    this.#lock?.release();
    if (!this.#created) return;
    try {
      rmdirSync(this.#directory);
    } catch {
      // Something lies in it, or another process has come: it is not this one's to remove.
    }
  }
}

/** Whether a process writes to a folder, or may have left something to finish in it. */
function isTaken(directory: string): boolean {
  return readdirSync(directory).some((name) => isStaging(name) || isLock(name));
}

/** @throws InputError where what a folder holds is not to be replaced */
function refuseUnlessFree(directory: string, force: boolean, use: FolderUse): void {
  const { marker, contents, owned, shared } = use;
  const refusal = (message: string, hint = chooseAnother) =>
    new InputError({ file: directory, message, hint });
  const isWhole = isThere(join(directory, marker));
  const other = otherContents(directory, contents);
  if (other !== undefined) throw refusal(other);
  if (isWhole && !force) throw new RunExistsError(directory, contents);
  if (isWhole) return;
  if (!shared && !readdirSync(directory).every((name) => isStaging(name) || isLock(name))) {
    throw refusal(`holds files that are not those of a ${contents}`);
  }
  const inTheWay = force ? undefined : owned.find((name) => isThere(join(directory, name)));
  if (inTheWay === undefined) return;
  const hint = `${chooseAnother}, or have it replaced with --force`;
  throw refusal(`holds ${inTheWay}, which a ${contents} writes, and no finished ${contents}`, hint);
}
