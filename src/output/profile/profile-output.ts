import { watchGarbageCollections } from '../../engine/garbage-collections.js';
import { Profiler } from '../../engine/profiler.js';
import type { Summary } from '../../simulation/summary.js';
import { tellingFiles } from '../../storage/folder-contents.js';
import { type FolderUse, RunDirectory } from '../run-directory.js';
import { type ProfileDocument, profileDocument } from './profile-document.js';
import { profileTable } from './profile-table.js';
import { traceFile } from './trace-file.js';

const tableFile = 'profile.txt';
const timelineFile = 'trace.json';
const folder: FolderUse = {
  marker: tellingFiles.profile[0],
  contents: 'profile',
  owned: [tableFile, timelineFile],
  shared: false,
};

/**
 * The folder of a profile: table, data and timeline. Give {@link profiler} to the simulation; when the run has ended,
 * {@link stage} and {@link commit}, or {@link abort}.
 */
export class ProfileOutput {
  readonly profiler = new Profiler();
  readonly #directory: RunDirectory;
  readonly #unwatch: () => void;

  /**
   * Opens the folder, creating it where it is missing.
   *
   * @param options.force - replace an earlier profile
   * @throws RunExistsError (an InputError) where the folder holds a profile, unless forced
   * @throws InputError where it holds anything else, is no folder, or cannot be written to
   */
  constructor(directory: string, options: { force: boolean }) {
    this.#directory = new RunDirectory(directory, options.force, folder);
    this.#unwatch = watchGarbageCollections(this.profiler.pause);
  }

  /**
   * Writes all files, not yet under their names. To be called after the event loop has turned, so that Node has told
   * of the last collections.
   *
   * @param command - takes a CPU profile of the run
   */
  stage(summary: Summary, command: string): ProfileDocument {
    this.#unwatch();
    const document = profileDocument(summary, this.profiler.profile());
    this.#directory.write(tableFile, profileTable(document, command));
    this.#directory.write(timelineFile, traceFile(this.profiler.timeline(), summary.scenario));
    this.#directory.write(folder.marker, `${JSON.stringify(document, null, 2)}\n`);
    return document;
  }

  /** Gives all files their names. */
  commit(): void {
    this.#directory.commit();
  }

  /** Removes all that was written. A profile that was to be replaced stays as it was. */
  abort(): void {
    this.#unwatch();
    this.#directory.abort();
  }
}
