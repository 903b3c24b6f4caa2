import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finishBeforeReading } from '../../src/storage/publishing.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();

/** A folder whose contents a killed process was about to replace. */
function leftUndone(name: string): { path: string; ready: string } {
  const path = join(folder, name);
  const ready = join(path, '.publishing-1-abcdef');
  const files = {
    'marker.json': 'old',
    'gone.csv': 'old',
    'plots/gone.svg': 'old',
    'plots/mine.txt': 'mine',
    '.publishing-1-abcdef/marker.json': 'new',
    '.publishing-1-abcdef/tables/new.csv': 'new',
    '.publishing-1-abcdef/.publishing.json': JSON.stringify({
      marker: 'marker.json',
      staged: ['tables/new.csv'],
      files: ['gone.csv', 'plots/gone.svg'],
      emptied: ['plots'],
    }),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(path, file, '..'), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  return { path, ready };
}

const namesIn = (path: string): string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
const whole = ['marker.json', 'plots', 'plots/mine.txt', 'tables', 'tables/new.csv'];

test('who only reads a folder has what a killed process left undone finished first, once', () => {
  const { path } = leftUndone('reader');
  for (let turn = 0; turn < 2; turn++) {
    finishBeforeReading(path);
    expect(namesIn(path)).toEqual(whole);
    expect(readFileSync(join(path, 'marker.json'), 'utf8')).toBe('new');
  }
});

test('of what is in place already, only what is left over goes', () => {
  const { path, ready } = leftUndone('leftover');
  rmSync(join(ready, 'marker.json'));
  finishBeforeReading(path);
  expect(existsSync(ready)).toBe(false);
  expect(readFileSync(join(path, 'marker.json'), 'utf8')).toBe('old');
});

test('a list that is damaged is told of, and nothing changes', () => {
  const { path, ready } = leftUndone('damaged');
  writeFileSync(join(ready, '.publishing.json'), '{');
  const before = namesIn(path);
  expect(() => finishBeforeReading(path)).toThrow('is damaged: it says which results are to be put in place');
  expect(namesIn(path)).toEqual(before);
});

test('who only reads is refused while another process puts results in place', () => {
  const { path } = leftUndone('busy');
  writeFileSync(join(path, '.lock'), `${hostname()} ${process.ppid}\n`);
  expect(() => finishBeforeReading(path)).toThrow(`is in use by process ${process.ppid}`);
});

test('a folder that is not there, or a file, is left to its reader', () => {
  finishBeforeReading(join(folder, 'none'));
  writeFileSync(join(folder, 'file'), '');
  finishBeforeReading(join(folder, 'file'));
});
