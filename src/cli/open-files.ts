import { closeSync, openSync } from 'node:fs';

/** What is wrong where {@link lacksFiles}, and what to do. */
export const tooManyFiles = 'too many open files: raise the limit, for example with ulimit -n 1024';

/** Files that the loading of a command has open at a time, and some more. */
const ENOUGH = 256;

/**
 * Whether something failed for a limit of open files: Node also says of a module that it is not there where it cannot
 * open it.
 */
export function lacksFiles(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return code === 'EMFILE' || code === 'ENFILE' || (code.startsWith('ERR_') && !canOpen(ENOUGH));
}

function canOpen(files: number): boolean {
  const open: number[] = [];
  try {
    while (open.length < files) open.push(openSync(process.execPath, 'r'));
    return true;
  } catch {
    return false;
  } finally {
    for (const descriptor of open) closeSync(descriptor);
  }
}
