import { InputError } from '../input/input-error.js';

/** A folder has the name of a file that is to be read or written. */
export function folderInTheWay(file: string): InputError {
  return new InputError({ file, message: 'is a folder, in the way of a file', hint: 'move it elsewhere' });
}

/** Does something to the file at `path`. @throws InputError where a folder is there */
export function refusingFolder<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EISDIR' ? folderInTheWay(path) : error;
  }
}
