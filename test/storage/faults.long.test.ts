import { dirname } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { failing, losingPower, unmissedSyncs } from './campaign.js';
import { out, sources } from './commands.js';

vi.mock('node:fs', async (original) =>
  (await import('./mounted.js')).withMounted(await original<typeof import('node:fs')>()),
);
vi.mock('../../src/output/figures/draw-figure.js', async () => (await import('./doubles.js')).figures);
vi.mock('../../src/experiments/provenance.js', async (original) =>
  (await import('./doubles.js')).provenance(await original()),
);
vi.mock('../../src/experiments/job-runner.js', async (original) =>
  (await import('./doubles.js')).runners(await original()),
);
vi.mock('../../src/cli/stopwatch.js', async () => (await import('./doubles.js')).stopwatch);
vi.mock('../../src/cli/print.js', async (original) =>
  (await import('./doubles.js')).silent(await original()),
);
vi.mock(
  '../../src/output/profile/profile-document.js',
  async () => (await import('./doubles.js')).profiles.document,
);
vi.mock(
  '../../src/output/profile/profile-table.js',
  async () => (await import('./doubles.js')).profiles.table,
);
vi.mock('../../src/output/profile/trace-file.js', async () => (await import('./doubles.js')).profiles.trace);

const { cases, remove } = sources();
afterAll(remove);

test('every call that fails, in turn, is told, and leaves what was there or all that is new', async () => {
  let tried = 0;
  for (const each of cases) {
    const found = await failing(each, () => true);
    expect(found.wrong.slice(0, 5)).toEqual([]);
    tried += found.tried;
  }
  expect(tried).toBeGreaterThan(1900);
});

test('a loss of power at any instant, also while the next command mends, loses nothing', async () => {
  let tried = 0;
  for (const [seed, each] of cases.entries()) {
    const often = await losingPower(each, { seed, losses: 3, within: 0 });
    const again = await losingPower(each, { seed, every: 5, losses: 0, within: 1 });
    expect([...often.wrong, ...again.wrong].slice(0, 5)).toEqual([]);
    tried += often.tried + again.tried;
  }
  expect(tried).toBeGreaterThan(4000);
});

test('every sync is missed where it is left out, but that of a folder which was there before', async () => {
  const replaced = cases.find(({ name }) => name === 'compare --force')!;
  const { syncs, unmissed } = await unmissedSyncs(replaced, 16);
  expect(syncs).toBeGreaterThan(8);
  expect(unmissed).toEqual([dirname(out)]);
});
