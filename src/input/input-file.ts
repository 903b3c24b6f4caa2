import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from './input-error.js';

/** One pass over the bytes of a file, hashed as they go by; the file is never in memory as a whole. */
export class InputFile {
  private readonly hash = createHash('sha256');

  /** @param path - as the user knows it: errors show it so */
  constructor(readonly path: string) {}

  /**
   * The bytes, chunk by chunk; to be called once.
   *
   * @throws InputError if there is no such file, or it may not be read
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const reason = await unreadable(this.path);
    if (reason !== undefined) {
      const hint = `looked for ${resolve(this.path)}; name a file that exists and may be read`;
      throw new InputError({ file: this.path, message: reason, hint });
    }
    for await (const chunk of createReadStream(this.path)) {
      this.hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  }

  /** SHA-256 of the bytes, hexadecimal; to be called once, after the last chunk. */
  sha256(): string {
    return this.hash.digest('hex');
  }
}

/** Why the file at `path` cannot be read, or `undefined` if it can. */
export async function unreadable(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).isDirectory()) return 'is a folder, not a file';
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
    if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read';
    return `the file cannot be read (${code})`;
  }
}
