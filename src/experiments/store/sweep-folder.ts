import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/input-error.js';
import { makeFolder } from '../../input/make-folder.js';
import { namingFaults } from '../../input/named-fault.js';
import { FolderLock } from './folder-lock.js';
import { RunRecord } from './run-record.js';

const manifestFile = 'sweep.json';
const recordFile = 'runs.ndjson';

/** What a sweep folder says that its runs are of. */
const manifestSchema = z.looseObject({
  version: z.string(),
  /** SHA-256 of the plan with one replication: of its points and their first jobs. */
  design: z.hash('sha256'),
});

export type SweepManifest = z.output<typeof manifestSchema>;

/** A folder that holds the runs of one sweep, and knows which of them are done. */
export class SweepFolder {
  private constructor(
    readonly record: RunRecord,
    private readonly lock: FolderLock,
  ) {}

  /** Whether the process that had the folder before was killed, or has crashed. */
  get wasCutOff(): boolean {
    return this.lock.foundStale;
  }

  /**
   * Opens the folder for a sweep: a new one, or one that holds runs of it, with fewer replications or more.
   *
   * @param onHeld - told how to let go of the folder, once it is held and before its runs are read, which may take seconds
   * @throws InputError where the folder holds another sweep, other files or runs of another version, is in use, or cannot be
   *   written to
   */
  static async open(
    directory: string,
    manifest: SweepManifest,
    onHeld: (letGo: () => void) => void = () => {},
  ): Promise<SweepFolder> {
    prepareFolder(directory);
    const lock = lockOf(directory);
    onHeld(() => lock.release());
    try {
      claim(directory, manifest);
      return new SweepFolder(await RunRecord.open(join(directory, recordFile)), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
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

function lockOf(directory: string): FolderLock {
  try {
    return new FolderLock(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

function unwritable(directory: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  return new InputError({ file: directory, message: `cannot be written to: ${(error as Error).message}` });
}

function prepareFolder(directory: string): void {
  try {
    const found = statSync(directory, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new InputError({ file: directory, message: 'is not a folder' });
    makeFolder(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
  if (existsSync(join(directory, manifestFile))) return;
  // A killed sweep may have left its lock, and a manifest that was not whole yet.
  if (readdirSync(directory).every((name) => name.startsWith('.'))) return;
  const message = 'holds files that are not those of a sweep';
  throw new InputError({ file: directory, message, hint: 'choose a new or an empty folder' });
}

/** Writes the manifest, or holds the one that is there against it. */
function claim(directory: string, manifest: SweepManifest): void {
  const path = join(directory, manifestFile);
  if (!existsSync(path)) {
    const staged = join(directory, `.${manifestFile}`);
    namingFaults(path, () => writeFileSync(staged, `${JSON.stringify(manifest, null, 2)}\n`));
    renameSync(staged, path);
    return;
  }
  const { design, version } = readManifest(path);
  const hint = 'choose another folder for it';
  if (version !== manifest.version) {
    const message = `holds runs of version ${version}, this is ${manifest.version}: its numbers may be others`;
    const own = `${hint}; nothing in this one is changed, and version ${version} goes on with it`;
    throw new InputError({ file: directory, message, hint: own });
  }
  if (design !== manifest.design) {
    const message = 'holds another sweep: its file, a file that it names or an option has changed since';
    throw new InputError({ file: directory, message, hint });
  }
}

function readManifest(path: string): SweepManifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new InputError({
      file: path,
      message: 'is not the file of a sweep, or of one that another commit of vickrey has begun',
      hint: 'choose another folder',
    });
  }
}
