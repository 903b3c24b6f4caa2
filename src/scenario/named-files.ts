import { isAbsolute, join, resolve } from 'node:path';
import { shortenedPath } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { absent, unreadable } from '../input/input-file.js';
import { codePaths } from './code-paths.js';
import type { OverriddenDocument } from './override.js';
import { labelled } from './validate.js';

/** Where a scenario may name a file, or a folder of files. */
export const filePaths = ['servers.file', 'arrivals.file', ...codePaths, 'learning.neural.load'] as const;

export type FilePath = (typeof filePaths)[number];

/** Finds the files that a scenario names, and remembers where they are. */
export class NamedFiles {
  /** Absolute, by where the scenario names them. */
  readonly found = new Map<FilePath, string>();

  /**
   * @param directory - the scenario's folder
   * @param allowed - where the scenario may name files
   * @param saying - how one says where a file is
   */
  constructor(
    private readonly document: OverriddenDocument,
    private readonly directory: string,
    private readonly allowed: readonly FilePath[] = filePaths,
    private readonly saying = (path: FilePath): string => `--set ${path}=PATH`,
  ) {}

  /**
   * Where the file is that the scenario names at `path`: relative to the scenario's folder, unless an override named it and
   * the current folder has it.
   *
   * @param inside - the file in the folder, where a folder is named
   * @throws InputError, at the place of the name, if there is no such file, it cannot be read, or no file may be named
   * there: that one is not looked for
   */
  async find(name: string, path: FilePath, inside = ''): Promise<string> {
    const steps = path.split('.');
    this.#requireAllowed(path, steps);
    const beside = isAbsolute(name) ? [] : [join(this.directory, name)];
    const named = isAbsolute(name) || this.document.overridden(steps) ? [name, ...beside] : beside;
    const tried = named.map((place) => {
      const file = join(place, inside);
      return { place, file, reason: unreadable(file) };
    });
    const found = tried.find(({ reason }) => reason === undefined);
    if (found) {
      this.found.set(path, resolve(found.place));
      return found.file;
    }
    // Something that is there and cannot be read says more than nothing elsewhere.
    const { file, reason } = tried.find(({ reason }) => reason !== absent) ?? tried.at(-1)!;
    throw new InputError({
      ...this.document.placeOf(steps),
      message: labelled(steps, `${file}: ${reason}`),
      hint: `${lookedFor(name, tried)}say where it is: ${this.saying(path)}`,
    });
  }

  #requireAllowed(path: FilePath, steps: readonly string[]): void {
    if (this.allowed.includes(path)) return;
    const message = labelled(steps, 'names a file that did not come with the run');
    throw new InputError({ ...this.document.placeOf(steps), message });
  }
}

/** Where a name led that is not a place by itself. */
function lookedFor(name: string, tried: readonly { readonly file: string }[]): string {
  if (isAbsolute(name)) return '';
  const places = new Set(tried.map(({ file }) => shortenedPath(resolve(file))));
  return `looked for ${[...places].join(' and ')}: names start at the scenario's folder; `;
}
