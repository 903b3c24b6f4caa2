import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

/** What changes a file system, by the place of the path that it changes; what opens files is told by its flags. */
const changing = {
  ...{ appendFileSync: 0, copyFileSync: 1, linkSync: 1, mkdirSync: 0, mkdtempSync: 0, renameSync: 1 },
  ...{ rmSync: 0, rmdirSync: 0, symlinkSync: 1, truncateSync: 0, unlinkSync: 0, writeFileSync: 0 },
  ...{ createWriteStream: 0, openSync: 0 },
} as const;

/** Files that were written in this process by whoever had no right to. */
export class ForbiddenWrites {
  readonly #found: string[] = [];
  /** The folder that may be written to, if one may. */
  allowed: string | undefined;

  /** Has `node:fs` of this thread note what it changes, from now on. */
  watch(): void {
    const all = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const [name, place] of Object.entries(changing)) {
      const call = all[name]!;
      all[name] = (...args) => {
        if (name !== 'openSync' || /[wa+]/.test(String(args[1] ?? 'r')))
          this.#note(name, String(args[place]));
        return call(...args);
      };
    }
    syncBuiltinESMExports();
  }

  /** Those since the last time, in words. */
  take(): string[] {
    return this.#found.splice(0);
  }

  #note(name: string, path: string): void {
    const isAllowed = this.allowed !== undefined && `${resolve(path)}${sep}`.startsWith(this.allowed + sep);
    if (!isAllowed) this.#found.push(`${name} ${path}`);
  }
}
