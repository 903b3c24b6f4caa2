import { InputError } from '../input/input-error.js';
import type { Contents } from '../storage/folder-contents.js';

/** The folder holds a finished run (or profile), and replacing it was not asked for. Nothing was written. */
export class RunExistsError extends InputError {
  constructor(
    readonly directory: string,
    contents: Contents,
  ) {
    super({
      file: directory,
      message: `holds a finished ${contents}`,
      hint: `choose another folder, or replace that ${contents} with --force`,
    });
  }
}
