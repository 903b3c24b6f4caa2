import { closeSync, openSync, readdirSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../input/input-error.js';
import { chooseAnother, otherContents, tellingFiles } from '../../storage/folder-contents.js';
import { refusingFolder } from '../../storage/folder-in-the-way.js';
import type { FolderLock } from '../../storage/folder-lock.js';
import { finishPublishing } from '../../storage/publishing.js';
import { syncFolder, writeDurably } from '../../storage/sync.js';
import { isFolder, takeFolder } from '../../storage/take-folder.js';
import { differenceInWords } from '../sweep/told-terms.js';
import { lineStart } from './record-line.js';
import { RunRecord } from './run-record.js';
import { manifestText, readManifest, type SweepManifest } from './sweep-manifest.js';

const [manifestFile, recordFile] = tellingFiles.sweep;

/** Where runs are kept that cannot be believed. */
const asideFile = (number: number): string => `distrusted-${number}.ndjson`;

/** What a sweep knows of itself when it opens its folder. */
export interface SweepIdentity {
  readonly manifest: SweepManifest;
  /** Whether runs with these keys are all of this sweep, with fewer replications or more. */
  holds(keys: Iterable<string>): boolean;
}

/** A folder that holds the runs of one sweep, and knows which of them are done. */
export class SweepFolder {
  private constructor(
    readonly record: RunRecord,
    /** Why the manifest was written anew from what the runs prove, if it was. */
    readonly rebuilt: 'missing' | 'torn' | undefined,
    private readonly lock: FolderLock,
    private readonly directory: string,
  ) {}

  /** Whether the process that had the folder before was killed, or has crashed. */
  get wasCutOff(): boolean {
    return this.lock.foundStale;
  }

  /**
   * Looks whether a sweep may have a folder, and changes nothing in it.
   *
   * @throws InputError where the folder holds another sweep, other files or runs of another version
   */
  static requireFit(directory: string, manifest: SweepManifest): void {
    if (!isFolder(directory)) return;
    refuseOthers(directory);
    lackOf(directory, manifest);
  }

  /**
   * Opens the folder for a sweep: a new one, or one that holds runs of it, with fewer replications or more. Where the
   * manifest is missing or torn, as a loss of power may leave it, it is written anew if the runs that are there are all
   * of this sweep, or none is there.
   *
   * @param onHeld - told how to let go of the folder, once it is held and before its runs are read, which may take
   *   seconds
   * @throws InputError where the folder holds another sweep, other files or runs of another version, is in use, or
   *   cannot be written to
   */
  static async open(
    directory: string,
    sweep: SweepIdentity,
    onHeld: (letGo: () => void) => void = () => {},
  ): Promise<SweepFolder> {
    if (isFolder(directory)) refuseOthers(directory);
    const { lock } = takeFolder(directory);
    onHeld(() => lock.release());
    try {
      finishPublishing(directory);
      refuseOthers(directory);
      const lack = lackOf(directory, sweep.manifest);
      if (lack === undefined) return new SweepFolder(await recordOf(directory), undefined, lock, directory);
      const record = await provenRecord(directory, lack, sweep);
      const rebuilt = record.results.size > 0 ? lack : undefined;
      return new SweepFolder(record, rebuilt, lock, directory);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Closes the folder, and gives the record of its runs a name that no sweep reads. Throws what the file system throws.
   *
   * @returns the path of that file
   */
  setAside(): string {
    this.record.close();
    const names = new Set(readdirSync(this.directory));
    let number = 1;
    while (names.has(asideFile(number))) number++;
    const path = join(this.directory, asideFile(number));
    renameSync(join(this.directory, recordFile), path);
    syncFolder(this.directory);
    this.close();
    return path;
  }

  /** Harmless when called twice. */
  close(): void {
    try {
      this.record.close();
    } finally {
      this.lock.release();
    }
  }
}

function recordOf(directory: string): Promise<RunRecord> {
  return RunRecord.open(join(directory, recordFile));
}

/** @throws InputError where neither manifest nor record is there, but other files are */
function refuseOthers(directory: string): void {
  const names = readdirSync(directory);
  if (names.includes(manifestFile) || names.includes(recordFile)) return;
  // A killed sweep may have left its lock, and a manifest that was not whole yet.
  if (names.every((name) => name.startsWith('.'))) return;
  const message = otherContents(directory, 'sweep') ?? 'holds files that are not those of a sweep';
  throw new InputError({ file: directory, message, hint: chooseAnother });
}

/**
 * Holds the manifest that is there against that of a sweep.
 *
 * @returns what is wrong with it where it says nothing
 * @throws InputError where it is that of another
 */
function lackOf(directory: string, manifest: SweepManifest): 'missing' | 'torn' | undefined {
  const found = readManifest(join(directory, manifestFile), manifest);
  if (typeof found === 'string') return found;
  const hint = 'choose another folder for it';
  if (found.version !== manifest.version) {
    const message = `holds runs of version ${found.version}, this is ${manifest.version}: its numbers may be others`;
    const own = `${hint}; nothing in this one is changed, and version ${found.version} goes on with it`;
    throw new InputError({ file: directory, message, hint: own });
  }
  if (found.design !== manifest.design) {
    const changed = differenceInWords(found.terms ?? {}, found.terms ? (manifest.terms ?? {}) : {});
    const message = `holds another sweep: ${changed ?? 'its file, a file that it names or an option has changed since'}`;
    throw new InputError({ file: directory, message, hint });
  }
  return undefined;
}

/**
 * Opens the record of a folder without a manifest, and writes that.
 *
 * @throws InputError where the record is another's, or nothing proves whose it is
 */
async function provenRecord(
  directory: string,
  lack: 'missing' | 'torn',
  { manifest, holds }: SweepIdentity,
): Promise<RunRecord> {
  const file = join(directory, recordFile);
  if (!beginsAsRecord(file)) {
    const message = 'is not the record of a sweep';
    throw new InputError({ file, message, hint: 'choose another folder' });
  }
  // The manifest of a new folder is there before its record.
  const isNew = !readdirSync(directory).includes(recordFile);
  if (isNew) writeDurably(join(directory, manifestFile), manifestText(manifest));
  const record = await recordOf(directory);
  try {
    if (record.results.size === 0 ? record.damaged > 0 : !holds(record.results.keys())) {
      const runs = `${record.results.size} whole and ${record.damaged} damaged lines of ${recordFile}`;
      const message = `${manifestFile} is ${lack}, and the ${runs} do not prove that they are of this sweep`;
      const hint =
        'start the sweep that they are of, or choose another folder; no run in this one is changed';
      throw new InputError({ file: directory, message, hint });
    }
    if (!isNew) writeDurably(join(directory, manifestFile), manifestText(manifest));
    return record;
  } catch (error) {
    record.close();
    throw error;
  }
}

/** Whether a file holds nothing, zeros as a loss of power leaves them, or begins with a run or a piece of one. */
function beginsAsRecord(path: string): boolean {
  const head = headOf(path, lineStart.length);
  return lineStart.startsWith(head.replace(/\0+$/, ''));
}

/** The first bytes of a file, fewer where it is shorter; none where there is no file. */
function headOf(path: string, length: number): string {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const head = Buffer.alloc(length);
      const read = refusingFolder(path, () => readSync(descriptor, head, 0, length, 0));
      return head.toString('latin1', 0, read);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
