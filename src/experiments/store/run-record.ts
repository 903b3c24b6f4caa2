import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { InputFile } from '../../input/input-file.js';
import { readLines } from '../../input/lines.js';
import { namingFaults } from '../../input/named-fault.js';
import type { Result } from '../result.js';
import { recordLine, resultOnLine } from './record-line.js';
import { type ResultStore, Results } from './results.js';

/**
 * The finished runs of a sweep: a file with a line a run, appended to and never rewritten. A line is written in one go and carries its
 * hash, so that a process killed at any instant leaves whole lines and at most one piece of another, which is cut off when the record
 * is opened again.
 */
export class RunRecord implements ResultStore {
  readonly #descriptor: number;
  readonly #results = new Results();
  #damaged = 0;
  #closed = false;

  private constructor(private readonly path: string) {
    this.#descriptor = openSync(path, 'a+');
  }

  /** Opens the record at `path`, creating it where it is missing. Throws what the file system throws. */
  static async open(path: string): Promise<RunRecord> {
    const record = new RunRecord(path);
    record.#cutTornLine();
    for await (const line of readLines(new InputFile(path))) {
      const result = resultOnLine(line);
      if (result) record.#results.add(result);
      else record.#damaged++;
    }
    return record;
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
   * Adds a result, on disk when this returns. The same result again changes nothing.
   *
   * @returns whether it is new
   * @throws Error where the same job has ended with another digest before, or of the file system, as where the disk is full
   */
  add(result: Result): boolean {
    if (!this.#results.add(result)) return false;
    const line = Buffer.from(`${recordLine(result)}\n`);
    namingFaults(this.path, () => {
      for (let written = 0; written < line.length; ) {
        written += writeSync(this.#descriptor, line, written);
      }
    });
    return true;
  }

  /** Has the disk hold it all. Nothing can be added afterwards; closing again does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      namingFaults(this.path, () => fsyncSync(this.#descriptor));
    } finally {
      closeSync(this.#descriptor);
    }
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
