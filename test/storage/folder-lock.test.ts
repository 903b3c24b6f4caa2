import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderLock } from '../../src/storage/folder-lock.js';
import { ownStart } from '../../src/storage/process-life.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();

function fresh(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

test('a folder belongs to one process at a time, and to none that is gone', () => {
  const path = fresh('locked');
  const lock = join(path, '.lock');
  const of = (host: string, pid: number, ...start: string[]) =>
    writeFileSync(lock, `${[host, pid, ...start].join(' ')}\n`);
  of(hostname(), process.ppid);
  expect(() => new FolderLock(path)).toThrow(`is in use by process ${process.ppid}`);
  of('elsewhere', 1);
  expect(() => new FolderLock(path)).toThrow('on elsewhere');
  of(hostname(), 2 ** 30);
  new FolderLock(path).release();
  // Torn, as by a loss of power.
  for (const torn of ['', `${hostname()} ${process.ppid}`]) {
    writeFileSync(lock, torn);
    new FolderLock(path).release();
  }
  expect(readdirSync(path)).toEqual([]);
});

test('a folder is not taken twice by one process', () => {
  const path = fresh('twice');
  const first = new FolderLock(path);
  expect(() => new FolderLock(path)).toThrow(`is in use by process ${process.pid}`);
  first.release();
  first.release();
  new FolderLock(path).release();
});

test.runIf(ownStart())('a process that has the id of one that is gone does not keep its folder', () => {
  const path = fresh('came back');
  for (const pid of [process.pid, process.ppid]) {
    writeFileSync(join(path, '.lock'), `${hostname()} ${pid} 1@0\n`);
    const lock = new FolderLock(path);
    expect(lock.foundStale).toBe(true);
    lock.release();
  }
});

test.runIf(ownStart())('a process that has ended keeps nothing before its parent has asked how', () => {
  const path = fresh('zombie');
  // The parent of the process that takes the lock does not wait for it.
  const takes = `import { FolderLock } from '${new URL('../../dist/storage/folder-lock.js', import.meta.url)}';
    new FolderLock(process.argv[1]);`;
  const script = `"$0" --input-type=module -e "$1" "$2" & exec sleep 60`;
  const parent = spawn('bash', ['-c', script, process.execPath, takes, path], { stdio: 'ignore' });
  try {
    const lock = join(path, '.lock');
    const state = () => {
      const pid = /^\S+ (\d+)/.exec(spawnSync('cat', [lock], { encoding: 'utf8' }).stdout)?.[1];
      return pid && /\) (.)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
    };
    while (state() !== 'Z') spawnSync('sleep', ['0.05']);
    new FolderLock(path).release();
  } finally {
    parent.kill();
  }
});

test('a folder whose process is gone is taken over by one of several that find it so', async () => {
  const path = fresh('contested');
  const takes = `import { FolderLock } from '${new URL('../../dist/storage/folder-lock.js', import.meta.url)}';
    try {
      new FolderLock(process.argv[1]);
      console.log('has it');
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(/is in use by process/.test(error.message) ? 'refused' : error.message);
    }`;
  const processes: ChildProcess[] = [];
  const said = (): Promise<string> => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', takes, path]);
    processes.push(child);
    return new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
  };
  for (let turn = 0; turn < 3; turn++) {
    writeFileSync(join(path, '.lock'), `${hostname()} ${2 ** 30}\n`);
    const answers = await Promise.all(Array.from({ length: 4 }, said));
    expect(answers.sort()).toEqual(['has it', 'refused', 'refused', 'refused']);
    const gone = processes.splice(0).map((child) => {
      child.kill('SIGKILL');
      return child.exitCode ?? child.signalCode ?? once(child, 'exit');
    });
    await Promise.all(gone);
    new FolderLock(path).release();
    expect(readdirSync(path).filter((name) => name.startsWith('.lock'))).toEqual([]);
  }
}, 30_000);
