import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { Broker } from '../../src/broker/broker.js';
import { contentKey, LARGEST_PARCEL, type Parcel } from '../../src/broker/parcel.js';
import { ParcelShelf } from '../../src/broker/parcel-shelf.js';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const contents = new Map<string, Buffer>();
/** What is waited for before contents come. */
const asked = new Map<string, () => Promise<void>>();
const redis = {
  strlen: async (key: string) => contents.get(key)?.length ?? 0,
  getBuffer: async (key: string) => {
    await asked.get(key)?.();
    return contents.get(key) ?? null;
  },
};
const broker = { redis } as unknown as Broker;
const shelf = new ParcelShelf(broker, 10_000);
afterAll(() => shelf.close());

function sent(name: string, ...files: readonly string[]): Parcel {
  for (const text of files) contents.set(contentKey(sha256(text)), gzipSync(text));
  return {
    name,
    files: files.map((text, i) => ({ ...(files.length > 1 && { name: `${i}.txt` }), sha256: sha256(text) })),
  };
}

test('a parcel is fetched once while it is used, and goes when others are used instead', async () => {
  const [first, second] = [sent('a.csv', '0123456789'), sent('saved', 'abcdefghij', 'klmnopqrst')];
  const one = await shelf.borrow(first);
  contents.delete(contentKey(first.files[0]!.sha256));
  const again = await shelf.borrow(first);
  expect(again.path).toBe(one.path);
  expect(readFileSync(one.path, 'utf8')).toBe('0123456789');
  one.giveBack();
  const two = await shelf.borrow(second);
  expect(readFileSync(join(two.path, '1.txt'), 'utf8')).toBe('klmnopqrst');
  two.giveBack();
  // Two files that nobody uses may stay, three may not: each takes 4096 bytes.
  expect([one.path, two.path].map((path) => existsSync(path))).toEqual([true, true]);
  again.giveBack();
  await expect.poll(() => [one.path, two.path].map((path) => existsSync(path))).toEqual([true, false]);
});

test('what is missing, damaged or too large is refused, and can be sent again', async () => {
  const parcel = sent('b.csv', 'good');
  const key = contentKey(parcel.files[0]!.sha256);
  const bomb = Buffer.alloc(LARGEST_PARCEL + 1);
  const [bombHash, packed] = [sha256(bomb), gzipSync(bomb, { level: 1 })];
  contents.set(contentKey(bombHash), packed);
  const refused: [content: Buffer | undefined, words: string][] = [
    [undefined, 'b.csv: its contents are no longer on the broker'],
    [Buffer.from('no gzip'), 'b.csv: its contents on the broker are damaged, or too large'],
    [gzipSync('bad'), 'b.csv: its contents on the broker are damaged, or too large'],
  ];
  for (const [content, words] of refused) {
    if (content) contents.set(key, content);
    else contents.delete(key);
    await expect(shelf.borrow(parcel)).rejects.toThrow(words);
  }
  const twice = { ...sent('d', 'x', 'y') };
  twice.files[0]!.name = 'a';
  twice.files[1]!.name = 'a/b';
  await expect(shelf.borrow(twice)).rejects.toThrow(/^d: its contents cannot be unpacked on the worker$/);
  await expect(shelf.borrow({ name: 'bomb', files: [{ sha256: bombHash }] })).rejects.toThrow('too large');
  contents.set(key, gzipSync('good'));
  expect(readFileSync((await shelf.borrow(parcel)).path, 'utf8')).toBe('good');
});

test('a parcel that nobody waits for any more leaves nothing behind', async () => {
  const parcel = sent('e', 'one', 'two');
  const small = new ParcelShelf(broker, 0);
  const halt = new AbortController();
  const { path, giveBack } = await small.borrow(sent('f', 'three'));
  const first = small.borrow(parcel, halt.signal);
  // The first of its files is there by then.
  await new Promise<void>((resolve) => {
    asked.set(contentKey(parcel.files[1]!.sha256), async () => {
      resolve();
      await new Promise((go) => setTimeout(go, 50));
    });
  });
  halt.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  // The next one is whole, whatever becomes of the first.
  const second = await small.borrow(parcel);
  await new Promise((go) => setTimeout(go, 50));
  expect(readdirSync(second.path)).toEqual(['0.txt', '1.txt']);
  second.giveBack();
  giveBack();
  await expect.poll(() => readdirSync(join(path, '../..'))).toEqual([]);
  await small.close();
});
