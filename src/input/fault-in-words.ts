/** What the operating system refuses, by its code, and what to do about it where that is not plain. */
const faults: Readonly<Record<string, readonly [fault: string, remedy?: string]>> = {
  EACCES: ['you have no right to do that'],
  EDQUOT: ['your quota of the disk is used up', 'free space, or write to another disk'],
  EFBIG: ['the file would be larger than it may be', 'raise the limit of the shell or the disk'],
  EISDIR: ['it is a folder, not a file', 'move it elsewhere'],
  EIO: ['the disk has failed', 'write to another disk'],
  ELOOP: ['its links lead in a circle'],
  ENAMETOOLONG: ['its name is too long'],
  ENOENT: ['there is no such file or folder'],
  ENOSPC: ['the disk is full', 'free space, or write to another disk'],
  ENOTDIR: ['a part of its path is a file, not a folder'],
  EPERM: ['you have no right to do that'],
  EROFS: ['its disk may only be read'],
};

/** Codes of a disk that is full or fails: nothing is wrong with what was asked for. */
const ofTheDisk = new Set(['EDQUOT', 'EFBIG', 'EIO', 'ENOSPC']);

/** An error of the operating system, with what those know to do about it that it has come by. */
interface Fault extends NodeJS.ErrnoException {
  remedies?: readonly string[];
}

/** What the operating system refused, without a path, with its code: `the disk is full (ENOSPC)`. */
export function faultInWords(error: unknown): string {
  const { code = '', message } = error as Fault;
  const words = faults[code]?.[0];
  return words === undefined ? message.replace(/, [a-z]+(?: '.*)?$/s, '') : `${words} (${code})`;
}

/** Whether something failed for a disk that is full or fails. */
export function isDiskFault(error: unknown): boolean {
  return ofTheDisk.has((error as Fault).code ?? '');
}

/** What to do about what the operating system refused: a sentence each. */
export function remediesOf(error: unknown): string[] {
  const { code = '', remedies = [] } = error as Fault;
  const usual = faults[code]?.[1];
  return [...(usual === undefined ? [] : [usual]), ...remedies];
}

/** Adds to an error what else is to be done about it. */
export function addRemedy(error: unknown, remedy: string): void {
  const fault = error as Fault;
  fault.remedies = [...(fault.remedies ?? []), remedy];
}
