import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Broker } from '../../src/broker/broker.js';
import { ParcelOffice } from '../../src/broker/parcel-office.js';
import type { Job } from '../../src/experiments/job.js';
import { modelJson } from '../../src/learning/neural/model-json.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
const sent: string[] = [];
const redis = { set: async (key: string) => sent.push(key) };
const office = new ParcelOffice({ redis } as unknown as Broker, () => {});
const model = modelJson({ inputs: 4, hidden: [8], outputs: 3 }, 'test');

const parcelOf = async (path: string) => {
  const files = { 'learning.neural.load': { path: join(folder, path), sha256: path } };
  return (await office.parcelsOf({ files } as unknown as Job))['learning.neural.load']!;
};

test('of a folder of networks, nothing else that lies there is sent', async () => {
  for (const server of ['server-0', 'server-1']) {
    write(`saved/${server}/online/model.json`, model);
    write(`saved/${server}/online/weights.bin`, server);
    write(`saved/${server}/online/notes.txt`, 'mine');
  }
  write('saved/.env', 'PASSWORD=secret');
  write('saved/other/model.json', '{"weightsManifest":[{"paths":["../.env"]}]}');
  write('saved/out/model.json', model.replace('weights.bin', '../.env'));
  write('saved/lacking/model.json', model);
  const { files } = await parcelOf('saved');
  expect(files.map(({ name }) => name).sort()).toEqual([
    'lacking/model.json',
    'server-0/online/model.json',
    'server-0/online/weights.bin',
    'server-1/online/model.json',
    'server-1/online/weights.bin',
  ]);
  // One model, and two files of weights.
  expect(new Set(sent).size).toBe(3);
});

test('a long name is cut, and what no worker takes is refused before a run is posted', async () => {
  write(`${'a'.repeat(150)}.csv`, 'time,load');
  expect((await parcelOf(`${'a'.repeat(150)}.csv`)).name).toBe(`${'a'.repeat(96)}.csv`);
  write(`deep/a/b/c/d/model.json`, model);
  await expect(parcelOf('deep')).rejects.toThrow('deep: learning.neural.load: workers take 50,000 files');
});
