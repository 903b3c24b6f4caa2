import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { faultInWords } from '../input/fault-in-words.js';
import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';
import type { SourceFile } from '../scenario/source.js';

const hint = 'the worker has to be started with --files DIR, a folder that holds it';

/**
 * Files of this machine that runs of others may read: those in some folders, and only if their contents are what the run says.
 * So whoever posted the run has had the file before, and no error can tell what they do not know.
 */
export class OwnFiles {
  readonly #hashes = new Map<string, { readonly of: string; readonly sha256: string }>();

  private constructor(private readonly folders: readonly string[]) {}

  /**
   * @param folders - none by default: no file of this machine is read
   * @throws InputError where one of them is no folder
   */
  static async in(folders: readonly string[]): Promise<OwnFiles> {
    const real = folders.map(async (folder) => {
      const refusal = (message: string) =>
        new InputError({ file: `--files ${folder}`, message, hint: 'name a folder that holds the files' });
      try {
        const path = await realpath(folder);
        if ((await stat(path)).isDirectory()) return path;
      } catch (error) {
        throw refusal(faultInWords(error));
      }
      throw refusal('is no folder');
    });
    return new OwnFiles(await Promise.all(real));
  }

  /**
   * The real path of a file that a run names and that did not come with it. Links are followed, and have to end in one of the
   * folders.
   *
   * @param name - where the scenario names it
   * @throws InputError where it is not in one of the folders, or its contents are not what the run says: which of the two is not
   * told
   */
  async find(name: string, { path, sha256 }: SourceFile): Promise<string> {
    const real = await realpath(path).catch(() => undefined);
    const isHere = real !== undefined && this.folders.some((folder) => isIn(folder, real));
    if (isHere && (await this.#hashOf(real)) === sha256) return real;
    const message = `${name}: did not come with the run, and this worker has no such file for it`;
    throw new InputError({ file: path, message, hint });
  }

  async #hashOf(path: string): Promise<string | undefined> {
    const { ino, mtimeMs, size } = await stat(path);
    const of = JSON.stringify([ino, mtimeMs, size]);
    const known = this.#hashes.get(path);
    if (known?.of === of) return known.sha256;
    const file = new InputFile(path);
    try {
      for await (const _ of file.chunks());
    } catch {
      return undefined;
    }
    const sha256 = file.sha256();
    this.#hashes.set(path, { of, sha256 });
    return sha256;
  }
}

function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
