import { afterAll, describe, expect, test, vi } from 'vitest';
import { failing, losingPower } from './campaign.js';
import { sources } from './commands.js';

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

describe.each(cases)('$name', (each) => {
  test('says what failed where a call fails, and leaves what was there, or all that is new', async () => {
    const { tried, wrong } = await failing(each, ({ index }) => index % 13 === 0);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  });

  test('leaves what was there, or all that is new, where it is killed or the power is lost', async () => {
    const { tried, wrong } = await losingPower(each, { seed: 1, every: 3, losses: 2, within: 0 });
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(tried).toBeGreaterThan(30);
  });
});

const replaced = cases.find(({ name }) => name === 'compare --force')!;

test.each(['compare.csv', '.publishing.json'])('misses the sync of %s where it is left out', async (file) => {
  const leftOut = (path: string) => path.endsWith(`/${file}`);
  const { wrong } = await losingPower(replaced, { seed: 1, losses: 4, within: 0, leftOut });
  expect(wrong).not.toEqual([]);
});
