import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputFile } from '../../input/input-file.js';
import { readLines } from '../../input/lines.js';
import { namingFaults } from '../../input/named-fault.js';
import { refusingFolder } from '../../storage/folder-in-the-way.js';
import { syncFolder } from '../../storage/sync.js';
import type { Result } from '../result.js';
import { recordLine, resultOnLine } from './record-line.js';
import { type ResultStore, Results } from './results.js';

/** So long, in milliseconds, a loss of power may take a run back that is done. */
const LONGEST_UNSYNCED = 1000;

/**
 * The finished runs of a sweep: a file with a line a run, appended to and never rewritten. A line is written in one go
 * and carries its hash, so that a process killed at any instant leaves whole lines and at most one piece of another,
 * which is cut off when the record is opened again. The disk has a run a second after it was added, and all runs that
 * were there when the record was opened.
 */
export class RunRecord implements ResultStore {
  readonly #descriptor: number;
  readonly #results = new Results();
  #damaged = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  /** Of the disk. After that nothing is known of what it has, and another try could say that all is well. */
  #fault: unknown;

  private constructor(private readonly path: string) {
    this.#descriptor = refusingFolder(path, () => openSync(path, 'a+'));
  }

  /** Opens the record at `path`, creating it where it is missing. Throws what the file system throws. */
  static async open(path: string): Promise<RunRecord> {
    const record = new RunRecord(path);
    try {
      record.#cutTornLine();
      record.sync();
      syncFolder(dirname(path));
      // A changed byte is told by the hash of its line.
      for await (const line of readLines(new InputFile(path), 'replaced')) {
        const result = resultOnLine(line);
        if (result) record.#results.add(result);
        else record.#damaged++;
      }
      return record;
    } catch (error) {
      closeSync(record.#descriptor);
      throw error;
    }
  }

  /** The results, by the keys of their jobs. Of a run that failed and was run again, the later one. */
  get results(): ReadonlyMap<string, Result> {
    return this.#results.results;
  }

  /** Lines that are not as they were written, other than the last: their runs are missing. */
  get damaged(): number {
    return this.#damaged;
  }

  /**
   * Adds a result. It outlives this process when this returns, and the machine a second later, or as soon after that as
   * the process has a moment. The same result again changes nothing.
   *
   * @returns whether it is new
   * @throws Error where the same job has ended with another digest before, or of the file system, as where the disk is
   *   full; after that always
   */
  add(result: Result): boolean {
    this.#requireNoFault();
    if (!this.#results.add(result)) return false;
    const line = Buffer.from(`${recordLine(result)}\n`);
    this.#noting(() => {
      for (let written = 0; written < line.length; ) {
        written += writeSync(this.#descriptor, line, written);
      }
    });
    this.#timer ??= setTimeout(() => this.#syncInTime(), LONGEST_UNSYNCED).unref();
    return true;
  }

  /** Has the disk hold all runs that are there. Throws what the file system throws, or has thrown before. */
  sync(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#requireNoFault();
    this.#noting(() => fsyncSync(this.#descriptor));
  }

  /** {@link sync}. Nothing can be added afterwards; closing again does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.sync();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #syncInTime(): void {
    try {
      this.sync();
    } catch {
      // It is thrown at the next chance to.
    }
  }

  #noting(action: () => void): void {
    try {
      namingFaults(this.path, action);
    } catch (error) {
      this.#fault = error;
      throw error;
    }
  }

  #requireNoFault(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }

  #cutTornLine(): void {
    const { size } = fstatSync(this.#descriptor);
    const block = Buffer.alloc(1 << 16);
    for (let end = size; end > 0; ) {
      const start = Math.max(0, end - block.length);
      const read = readSync(this.#descriptor, block, 0, end - start, start);
      const last = block.subarray(0, read).lastIndexOf('\n');
      if (last >= 0) {
        if (start + last + 1 < size) ftruncateSync(this.#descriptor, start + last + 1);
        return;
      }
      end = start;
    }
    if (size > 0) ftruncateSync(this.#descriptor, 0);
  }
}
