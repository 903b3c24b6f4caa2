import { InputError } from '../input/input-error.js';

/** The folder holds a finished run, and replacing it was not asked for. Nothing was written. */
export class RunExistsError extends InputError {
  constructor(readonly directory: string) {
    super({
      file: directory,
      message: 'holds a finished run',
      hint: 'choose another folder, or replace that run with --force',
    });
  }
}
