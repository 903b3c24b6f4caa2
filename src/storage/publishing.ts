import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { addRemedy, faultInWords, isDiskFault } from '../input/fault-in-words.js';
import { InputError } from '../input/input-error.js';
import { namingFaults } from '../input/named-fault.js';
import { folderInTheWay } from './folder-in-the-way.js';
import { FolderLock } from './folder-lock.js';
import { syncFile, syncFolder } from './sync.js';

const stagingStart = '.partial-';
const readyStart = '.publishing-';
const readyName = /^\.publishing-\d+-/;
const listFile = '.publishing.json';

/** What is to be done with a folder of files that are ready, beside moving them. Names are relative, with `/`. */
const listSchema = z.strictObject({
  /** The file whose presence says that the contents are whole. It is the first to go and the last to appear. */
  marker: z.string(),
  /** All other files that are to be moved: who goes on must have the disk hold those too that are moved already. */
  staged: z.array(z.string()),
  /** Files of earlier contents that the new ones do not replace. */
  files: z.array(z.string()),
  /** Folders of earlier contents that the new ones lack, inner ones first: they go where nothing is left in them. */
  emptied: z.array(z.string()),
});

type List = z.output<typeof listSchema>;

/** The name of a new staging folder without its random end. */
export function stagingPrefix(directory: string): string {
  return join(directory, `${stagingStart}${process.pid}-`);
}

/** Whether an entry of a folder is a staging folder, or one whose files are being put in place. */
export function isStaging(name: string): boolean {
  return /^\.(?:partial|publishing)-\d+-/.test(name);
}

/** The path that a file in the making will have, as the user knows it; of what is nobody's but ours the folder. */
export function knownPath(path: string): string {
  return path
    .replace(/[/\\]\.(?:partial|publishing)-\d+-[^/\\]+/, '')
    .replace(/[/\\]\.(?:publishing\.json|lock[^/\\]*)$/, '')
    .replace(/([/\\])\.staged-(?=[^/\\]+$)/, '$1');
}

/** Removes what processes that have ended left behind in a folder that this process keeps. */
export function removeStaging(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (isStaging(name) && name.startsWith(stagingStart)) {
      rmSync(join(directory, name), { recursive: true, force: true });
    }
  }
}

/**
 * Gives all files of a staging folder their names in the folder that it lies in, in place of earlier contents. That is
 * done from one instant on: when the staging folder, whose files the disk has by then, takes a name that
 * {@link finishPublishing} knows. Before, the earlier contents are there; from then on, whoever takes the folder next
 * finishes what a killed process leaves undone.
 *
 * @param marker - the file that says that the contents are whole; it is among the staged ones
 * @param owned - all files, and whole folders, that such contents may have; other files stay
 * @throws InputError where a folder is in the way of a file; what the file system throws, once all is ready with how to
 *   go on
 */
export function publish(directory: string, staging: string, marker: string, owned: Iterable<string>): void {
  const all = filesIn(staging);
  requireRoom(directory, all);
  const staged = all.filter((name) => name !== marker);
  const list: List = { marker, staged, ...replaced(directory, owned, all) };
  const listPath = join(staging, listFile);
  namingFaults(listPath, () => writeFileSync(listPath, JSON.stringify(list)));
  for (const name of [...all, listFile]) syncFile(join(staging, name));
  for (const folder of foldersOf(all)) syncFolder(join(staging, folder));
  const ready = join(directory, readyStart + basename(staging).slice(stagingStart.length));
  renameSync(staging, ready);
  try {
    putInPlace(directory, ready);
  } catch (error) {
    addRemedy(
      error,
      'the files are whole; once that is mended, whatever next opens the folder puts them in place',
    );
    throw error;
  }
}

/** Finishes what a process began to put in place and left undone, in a folder that this process keeps. */
export function finishPublishing(directory: string): void {
  for (const name of readdirSync(directory).filter((each) => readyName.test(each))) {
    putInPlace(directory, join(directory, name));
  }
}

/**
 * The same for one who only reads: keeps the folder for that time, if there is something to finish.
 *
 * @throws InputError where another process has the folder, or it cannot be written to
 */
export function finishBeforeReading(directory: string): void {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!readdirSync(directory).some((name) => readyName.test(name))) return;
  try {
    const lock = new FolderLock(directory);
    try {
      finishPublishing(directory);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof InputError || isDiskFault(error)) throw error;
    const message = `holds results that are not in place yet: ${faultInWords(error)}`;
    throw new InputError({ file: directory, message, hint: 'do that again where it may be written to' });
  }
}

/** Idempotent: a second time, after any part of a first one, does the rest. */
function putInPlace(directory: string, ready: string): void {
  // Nothing goes before the disk has what is to come, nor what is ready before the disk has it in place.
  syncFolder(directory);
  const list = listOf(ready);
  // Without the marker, all else is in place.
  if (list && isThere(join(ready, list.marker))) move(directory, ready, list);
  rmSync(ready, { recursive: true, force: true });
}

function move(directory: string, ready: string, { marker, staged, files, emptied }: List): void {
  const folders = foldersOf(staged);
  rmSync(join(directory, marker), { force: true });
  for (const name of folders.toReversed()) {
    if (!isThere(join(directory, name))) mkdirSync(join(directory, name));
  }
  // Before anything else changes, nothing says any more that the contents are whole, and no file moves to a folder
  // that the disk may lose.
  for (const name of folders) syncFolder(join(directory, name));
  for (const name of files) rmSync(join(directory, name), { force: true });
  for (const name of emptied) removeIfEmpty(join(directory, name));
  for (const name of staged) {
    if (!isThere(join(ready, name))) continue;
    renameSync(join(ready, name), join(directory, name));
  }
  for (const folder of foldersOf([...staged, ...files])) {
    if (isThere(join(directory, folder))) syncFolder(join(directory, folder));
  }
  renameSync(join(ready, marker), join(directory, marker));
  syncFolder(directory);
}

/** Undefined where nothing but leftovers is there. */
function listOf(ready: string): List | undefined {
  const path = join(ready, listFile);
  if (!isThere(path)) return undefined;
  try {
    return listSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).errno !== undefined) throw error;
    const message = 'is damaged: it says which results are to be put in place';
    throw new InputError({ file: path, message, hint: `remove ${ready}, and make them again` });
  }
}

/** @throws InputError where a staged file could not take its name */
function requireRoom(directory: string, staged: readonly string[]): void {
  for (const folder of foldersOf(staged)) {
    const path = join(directory, folder);
    if (isThere(path) && !statSync(path).isDirectory()) {
      throw new InputError({ file: path, message: 'is in the way of a folder', hint: 'move it elsewhere' });
    }
  }
  for (const name of staged) {
    const path = join(directory, name);
    if (isDirectory(path)) throw folderInTheWay(path);
  }
}

/** Which files and folders of earlier contents have no successor. */
function replaced(
  directory: string,
  owned: Iterable<string>,
  staged: readonly string[],
): Pick<List, 'files' | 'emptied'> {
  const found = [...owned].filter((name) => isThere(join(directory, name)));
  const folders = found.filter((name) => isDirectory(join(directory, name)));
  const below = (list: (folder: string) => string[]): string[] =>
    folders.flatMap((name) => list(join(directory, name)).map((inner) => `${name}/${inner}`));
  const files = [...found.filter((name) => !folders.includes(name)), ...below(filesIn)];
  const kept = new Set([...staged, ...foldersOf(staged)]);
  return {
    files: files.filter((name) => !kept.has(name)),
    emptied: [...below(foldersIn), ...folders].filter((name) => !kept.has(name)),
  };
}

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
  }
}

/** Whether there is something of that name: a link that leads nowhere too. Throws where the file system does not tell. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isDirectory(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folders that files lie in, and those above them, inner ones first; the last is that of all, '.'. */
function foldersOf(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return [...innermostFirst([...folders]), '.'];
}

/** The folders below a folder, as relative paths with `/`, inner ones first. */
function foldersIn(folder: string): string[] {
  return innermostFirst(entriesIn(folder, (isFolder) => isFolder));
}

function innermostFirst(folders: readonly string[]): string[] {
  return folders.toSorted((one, other) => other.split('/').length - one.split('/').length);
}

/** Every file below a folder, as relative paths with `/`, in alphabetical order. */
function filesIn(folder: string): string[] {
  return entriesIn(folder, (isFolder) => !isFolder);
}

function entriesIn(folder: string, isWanted: (isFolder: boolean) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => isWanted(entry.isDirectory()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
