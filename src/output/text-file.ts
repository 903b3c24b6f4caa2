import { closeSync, openSync, writeSync } from 'node:fs';
import { namingFaults } from '../input/named-fault.js';

/** Length of text, in UTF-16 units, that is gathered before it is written. */
const blockLength = 1 << 16;

/** A new file that text is appended to, in large blocks and synchronously, so that nothing piles up in memory. */
export class TextFile {
  readonly #path: string;
  readonly #descriptor: number;
  #pending = '';
  #closed = false;

  /** Creates the file, or empties it. Throws what the file system throws. */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, 'w');
  }

  append(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= blockLength) this.#flush();
  }

  /** Writes what is pending. Nothing can be appended afterwards; closing again does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  /** Closes the file without writing what is pending. Harmless where it is closed. */
  discard(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pending = '';
    closeSync(this.#descriptor);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending);
    this.#pending = '';
    namingFaults(this.#path, () => {
      // One call may write less than it was given, for example where the disk is nearly full.
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(this.#descriptor, bytes, written);
      }
    });
  }
}
