import type { ImportModule } from '../scenario/import-module.js';

/** Puts off running the code that scenarios name until all else is checked: they are then loaded once more. */
export class LaterImport {
  #isDue = false;

  /** Whether code has been named. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** Gives nothing: the part is left out until then. */
  readonly importModule: ImportModule = async () => {
    this.#isDue = true;
    return undefined;
  };
}
