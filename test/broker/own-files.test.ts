import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OwnFiles } from '../../src/broker/own-files.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const open = join(folder, 'open');
const inside = write('open/deep/trace.csv', 'time,load');
const outside = write('secret.csv', 'secret');
write('open-too/trace.csv', 'time,load');

test('a file in one of the folders is read where it is what the run says', async () => {
  const files = await OwnFiles.in([join(folder, 'open-too'), open]);
  const file = { path: inside, sha256: sha256('time,load') };
  expect(await files.find('arrivals.file', file)).toBe(inside);
  expect(await files.find('arrivals.file', file)).toBe(inside);
  writeFileSync(inside, 'time,load,class');
  await expect(files.find('arrivals.file', file)).rejects.toThrow();
});

test('nothing tells why a file is not read', async () => {
  const files = await OwnFiles.in([open]);
  mkdirSync(join(open, 'folder'));
  symlinkSync(outside, join(open, 'link'));
  const hash = sha256('secret');
  const refused = [
    { path: outside, sha256: hash },
    { path: join(open, 'link'), sha256: hash },
    { path: join(open, '../secret.csv'), sha256: hash },
    { path: join(open, 'none.csv'), sha256: hash },
    { path: join(open, 'folder'), sha256: hash },
    { path: inside, sha256: hash },
    { path: open, sha256: hash },
    { path: join(folder, 'open-too/trace.csv'), sha256: sha256('time,load') },
    { path: '/proc/self/environ', sha256: hash },
  ];
  for (const file of refused) {
    const error: Error = await files.find('servers.file', file).then(
      () => expect.fail(file.path),
      (error) => error,
    );
    expect(error.message.replace(file.path, 'FILE')).toBe(
      'FILE: servers.file: did not come with the run, and this worker has no such file for it\n' +
        '  the worker has to be started with --files DIR, a folder that holds it',
    );
  }
});

test('a folder that is none is refused', async () => {
  await expect(OwnFiles.in([outside])).rejects.toThrow(`--files ${outside}: is no folder\n  name a folder`);
  await expect(OwnFiles.in([join(folder, 'nowhere')])).rejects.toThrow('there is no such file or folder');
});
