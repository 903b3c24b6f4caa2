import { expect, test } from 'vitest';
import { Disk, randomFrom } from './disk.js';

/** All that losses of power leave of what was done. */
function remains(act: (fs: Disk['fs']) => void): Set<string> {
  const disk = new Disk();
  act(disk.fs);
  const random = randomFrom(1);
  return new Set(Array.from({ length: 400 }, () => JSON.stringify(disk.afterPowerLoss(random).files())));
}

function sync(fs: Disk['fs'], path: string): void {
  const descriptor = fs.openSync(path);
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

const files = (found: Record<string, string>): string => JSON.stringify(found);

test('contents outlive a loss of power where the file is synced, a name where its folder is', () => {
  const neither = remains((fs) => fs.writeFileSync('/a', 'x'));
  expect([...neither].sort()).toEqual(
    [files({}), files({ '/a': '' }), files({ '/a': '\0' }), files({ '/a': 'x' })].sort(),
  );
  const contents = remains((fs) => {
    fs.writeFileSync('/a', 'x');
    sync(fs, '/a');
  });
  expect([...contents].sort()).toEqual([files({ '/a': 'x' }), files({})].sort());
  const both = remains((fs) => {
    fs.writeFileSync('/a', 'x');
    sync(fs, '/a');
    sync(fs, '/');
  });
  expect([...both]).toEqual([files({ '/a': 'x' })]);
});

test('a file that replaces another by its name leaves the one or the other', () => {
  const found = remains((fs) => {
    for (const name of ['/a', '/b']) {
      fs.writeFileSync(name, name);
      sync(fs, name);
    }
    sync(fs, '/');
    fs.renameSync('/b', '/a');
  });
  expect([...found].sort()).toEqual([files({ '/a': '/a', '/b': '/b' }), files({ '/a': '/b' })].sort());
});

test('a file that is moved to another folder is in one, in the other or in both', () => {
  const found = remains((fs) => {
    fs.mkdirSync('/f');
    fs.writeFileSync('/a', 'x');
    sync(fs, '/a');
    sync(fs, '/');
    fs.renameSync('/a', '/f/a');
  });
  expect([...found].sort()).toEqual(
    [files({ '/a': 'x' }), files({ '/a': 'x', '/f/a': 'x' }), files({ '/f/a': 'x' })].sort(),
  );
});

test('what moves to a folder whose own name is not synced may be gone with it', () => {
  const found = remains((fs) => {
    fs.writeFileSync('/a', 'x');
    sync(fs, '/a');
    sync(fs, '/');
    fs.mkdirSync('/f');
    fs.renameSync('/a', '/f/a');
  });
  expect(found).toContain(files({}));
});

test('long contents are torn at sectors', () => {
  const found = remains((fs) => fs.writeFileSync('/a', 'x'.repeat(1024)));
  expect(found).toContain(files({ '/a': 'x'.repeat(512) }));
  expect(found).toContain(files({ '/a': `${'\0'.repeat(512)}${'x'.repeat(512)}` }));
});

test('a kill loses nothing, and syncs nothing', () => {
  const disk = new Disk();
  disk.fs.writeFileSync('/a', 'x');
  const next = disk.afterKill();
  expect(next.files()).toEqual({ '/a': 'x' });
  expect(next.afterPowerLoss(() => 0).files()).toEqual({});
});
