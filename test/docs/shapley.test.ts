import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

it('the tables of docs/shapley.md are what the example prints, of the games that take no time', () => {
  const page = readFileSync(join(root, 'docs/shapley.md'), 'utf8');
  const [, shown] = page.match(/<!-- shapley: begin -->\n(.*)<!-- shapley: end -->/s)!;
  const args = ['examples/shapley.mjs', 'gloves'];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(status).toBe(0);
  const rows = stdout.split('\n').filter((line) => line !== '');
  // Two headings, three plans in each table.
  expect(rows).toHaveLength(2 * 2 + 2 * 3);
  for (const row of rows) expect(shown).toContain(row);
});
