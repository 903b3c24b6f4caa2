import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killCases, killed } from '../../bench/kills.js';
import { Alea } from '../../src/random/alea.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();
const cases = killCases(folder);

// A share of npm run kills, which takes seconds for each kill: every third command.
test.each(cases.filter((_, i) => i % 3 === 0))('$name loses nothing where it is killed', async (each) => {
  const place = join(folder, String(cases.indexOf(each)));
  mkdirSync(place);
  const random = new Alea(each.name);
  const { wrong } = await killed(each, { folder: place, kills: 1, random: () => random.double() });
  expect(wrong).toEqual([]);
});
