import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDiskFault } from './fault-in-words.js';
import { shortenedPath } from './harmless.js';
import { InputError } from './input-error.js';
import { largestDocument, mebibytes } from './limits.js';

/** How large a file may be that is read as a whole. */
interface SizeLimit {
  readonly most?: number | undefined;
  readonly shorter?: string | undefined;
}

/** One pass over the bytes of a file, hashed as they go by; the file is never in memory as a whole. */
export class InputFile {
  private readonly hash = createHash('sha256');
  /** Bytes that have gone by. */
  bytesRead = 0;
  /** Bytes of the file, once it is being read. */
  size = 0;

  /** @param path - as the user knows it: errors show it so */
  constructor(readonly path: string) {}

  /**
   * The bytes, chunk by chunk; to be called once.
   *
   * @throws InputError if there is no such file, it may not be read, or is no file: reading a pipe could wait for ever
   */
  async *chunks(): AsyncGenerator<Buffer> {
    requireReadable(this.path);
    this.size = statSync(this.path).size;
    for await (const chunk of createReadStream(this.path)) {
      this.hash.update(chunk as Buffer);
      this.bytesRead += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }

  /**
   * The bytes in one piece; to be called once, in place of {@link InputFile.chunks}.
   *
   * @param limit.most - bytes that the file may have, by default 16 MiB
   * @param limit.shorter - what to do where it has more
   * @throws InputError as {@link InputFile.chunks} does, and where the file has more bytes
   */
  async contents({ most = largestDocument, shorter }: SizeLimit = {}): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks()) {
      // What the system says of a size is not true of every file.
      if (Math.max(this.size, this.bytesRead) > most) throw tooLarge(this.path, most, shorter);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** SHA-256 of the bytes, hexadecimal; to be called once, after the last chunk. */
  sha256(): string {
    return this.hash.digest('hex');
  }
}

function tooLarge(file: string, most: number, hint = 'name a smaller file'): InputError {
  return new InputError({ file, message: `has more than the ${mebibytes(most)} that are read`, hint });
}

/** @throws InputError if the file at `path` cannot be read */
export function requireReadable(path: string): void {
  const reason = unreadable(path);
  if (reason === undefined) return;
  const hint = `looked for ${shortenedPath(resolve(path))}; name a file that exists and may be read`;
  throw new InputError({ file: path, message: reason, hint });
}

/** Why a file that is not there cannot be read. */
export const absent = 'there is no such file';

/** Why the file at `path` cannot be read, or `undefined` if it can. Throws what a disk that fails throws. */
export function unreadable(path: string): string | undefined {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'is a folder, not a file';
    if (found.isFIFO()) return 'is a pipe, not a file: write what comes from it to a file first';
    if (!found.isFile()) return 'is a device or a socket, not a file';
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
    if (isDiskFault(error)) throw error;
    if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read';
    return `the file cannot be read (${code})`;
  }
}
