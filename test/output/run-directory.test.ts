import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';
import { type FolderUse, RunDirectory } from '../../src/output/run-directory.js';
import { RunExistsError } from '../../src/output/run-exists-error.js';
import { type Contents, tellingFiles } from '../../src/storage/folder-contents.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();
const use: FolderUse = {
  marker: 'summary.json',
  contents: 'run',
  owned: ['rounds.csv', 'bids.csv', 'plots/loads.svg'],
  shared: true,
};
const open = (path: string, force: boolean) => new RunDirectory(path, force, use);
let made = 0;
const freshPath = () => join(folder, `run-${made++}`);

function stage(directory: RunDirectory, files: Record<string, string>) {
  for (const [name, content] of Object.entries(files)) writeFileSync(directory.path(name), content);
}

function finished(path: string, files: Record<string, string>, force = false) {
  const directory = open(path, force);
  stage(directory, { 'summary.json': '{}', ...files });
  directory.commit();
}

function contentsOf(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return Object.fromEntries(paths.map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]));
}

test('no file has its name before the run is committed, and nothing but its files is there afterwards', () => {
  const path = freshPath();
  const directory = open(path, false);
  stage(directory, { 'rounds.csv': 'r', 'plots/loads.svg': 's', 'summary.json': '{}' });
  expect(Object.keys(contentsOf(path)).every((name) => /^\.(?:partial-|lock$)/.test(name))).toBe(true);
  directory.commit();
  expect(contentsOf(path)).toEqual({ 'plots/loads.svg': 's', 'rounds.csv': 'r', 'summary.json': '{}' });
  expect(readdirSync(path).sort()).toEqual(['plots', 'rounds.csv', 'summary.json']);
});

test('a finished run is refused before anything is written', () => {
  const path = freshPath();
  finished(path, { 'rounds.csv': 'old' });
  const before = readdirSync(path);
  expect(() => open(path, false)).toThrow(RunExistsError);
  expect(() => open(path, false)).toThrow(
    `${path}: holds a finished run\n  choose another folder, or replace that run with --force`,
  );
  expect(readdirSync(path)).toEqual(before);
});

test('a second run is refused while the first has the folder, and the first loses nothing', () => {
  const path = freshPath();
  const first = open(path, false);
  for (const force of [false, true]) {
    expect(() => open(path, force)).toThrow(`is in use by process ${process.pid}`);
  }
  stage(first, { 'summary.json': '"first"', 'rounds.csv': 'first' });
  first.commit();
  expect(contentsOf(path)).toEqual({ 'rounds.csv': 'first', 'summary.json': '"first"' });
  expect(() => open(path, false)).toThrow(RunExistsError);
});

const kinds = Object.keys(tellingFiles) as Contents[];
const told = kinds.flatMap((holds) => tellingFiles[holds].map((file) => ({ holds, file })));

test.each(kinds.flatMap((contents) => told.map((each) => ({ contents, ...each }))))(
  'a folder with $file is free for a $contents, with force or without, only if that is one too',
  ({ contents, holds, file }) => {
    const path = freshPath();
    mkdirSync(path);
    writeFileSync(join(path, file), 'old');
    const into = (force: boolean) => () =>
      new RunDirectory(path, force, { ...use, marker: tellingFiles[contents].at(-1)!, contents }).abort();
    const refusal = `${path}: holds a ${holds} (${file})\n  choose a new or an empty folder`;
    if (contents === holds) expect(into(true)).not.toThrow();
    else for (const force of [false, true]) expect(into(force)).toThrow(refusal);
    expect(contentsOf(path)).toEqual({ [file]: 'old' });
  },
);

test('files of the user that have names of a run are replaced only with force', () => {
  const path = freshPath();
  mkdirSync(join(path, 'plots'), { recursive: true });
  writeFileSync(join(path, 'plots/loads.svg'), 'mine');
  expect(() => finished(path, { 'rounds.csv': 'new' })).toThrow(
    `${path}: holds plots/loads.svg, which a run writes, and no finished run\n  choose a new or an empty folder, or have it replaced with --force`,
  );
  expect(contentsOf(path)).toEqual({ 'plots/loads.svg': 'mine' });
  finished(path, { 'rounds.csv': 'new' }, true);
  expect(contentsOf(path)).toEqual({ 'rounds.csv': 'new', 'summary.json': '{}' });
});

test('a run that somebody has put there meanwhile is not overwritten', () => {
  const path = freshPath();
  const late = open(path, false);
  stage(late, { 'summary.json': '"late"', 'rounds.csv': 'late' });
  writeFileSync(join(path, 'summary.json'), '"early"');
  expect(() => late.commit()).toThrow(RunExistsError);
  late.abort();
  expect(contentsOf(path)).toEqual({ 'summary.json': '"early"' });
});

test('a folder in the way of a file is told of before anything changes', () => {
  const path = freshPath();
  finished(path, { 'bids.csv': 'old' });
  mkdirSync(join(path, 'rounds.csv'));
  const late = open(path, true);
  stage(late, { 'summary.json': '"late"', 'rounds.csv': 'late' });
  expect(() => late.commit()).toThrow('rounds.csv: is a folder, in the way of a file');
  late.abort();
  expect(contentsOf(path)).toEqual({ 'bids.csv': 'old', 'summary.json': '{}' });
});

test("force replaces the finished run's own files and leaves those of the user", () => {
  const path = freshPath();
  finished(path, { 'rounds.csv': 'old', 'bids.csv': 'old', 'plots/loads.svg': 'old' });
  writeFileSync(join(path, 'notes.txt'), 'mine');
  writeFileSync(join(path, 'plots/mine.svg'), 'mine');
  finished(path, { 'rounds.csv': 'new' }, true);
  expect(contentsOf(path)).toEqual({
    'notes.txt': 'mine',
    'plots/mine.svg': 'mine',
    'rounds.csv': 'new',
    'summary.json': '{}',
  });
});

test('a forced run that is aborted leaves the finished one as it was', () => {
  const path = freshPath();
  finished(path, { 'rounds.csv': 'old' });
  const directory = open(path, true);
  stage(directory, { 'rounds.csv': 'half' });
  directory.abort();
  directory.abort();
  expect(contentsOf(path)).toEqual({ 'rounds.csv': 'old', 'summary.json': '{}' });
});

test('aborting removes a folder that the run made, and keeps one that was there', () => {
  const path = freshPath();
  open(path, false).abort();
  expect(existsSync(path)).toBe(false);
  mkdirSync(path);
  open(path, false).abort();
  expect(readdirSync(path)).toEqual([]);
});

test('what a killed run left is removed by the next, and nothing of the user', () => {
  const path = freshPath();
  mkdirSync(join(path, '.partial-1-abcdef'), { recursive: true });
  mkdirSync(join(path, `.partial-${process.ppid}-abcdef`));
  mkdirSync(join(path, '.partial-mine'));
  const next = open(path, false);
  expect(readdirSync(path).filter((name) => !name.startsWith(`.partial-${process.pid}-`))).toEqual([
    '.lock',
    '.partial-mine',
  ]);
  next.abort();
  expect(readdirSync(path)).toEqual(['.partial-mine']);
});

test('a path that is no folder, or lies below none, is refused', () => {
  const file = freshPath();
  writeFileSync(file, 'text');
  expect(() => open(file, true)).toThrow(new InputError({ file, message: 'is not a folder' }));
  expect(() => open(join(file, 'below'), true)).toThrow(InputError);
  expect(readFileSync(file, 'utf8')).toBe('text');
});
