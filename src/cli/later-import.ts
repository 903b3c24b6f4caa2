import type { NamedAuction } from '../market/sold-by.js';
import type { ImportAuction } from '../scenario/named-mechanism.js';

/** Puts off running the code that scenarios name until all else is checked: they are then loaded once more. */
export class LaterImport {
  #isDue = false;

  /** Whether code has been named. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** What stands for a mechanism until then; it is never asked. */
  readonly importAuction: ImportAuction = async (file): Promise<NamedAuction> => {
    this.#isDue = true;
    return {
      file,
      sell() {
        throw new Error(`${file} is not loaded yet`);
      },
    };
  };
}
