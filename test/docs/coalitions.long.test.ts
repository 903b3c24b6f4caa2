import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

it('the tables of docs/coalitions.md are what the example prints, of the market in balance', () => {
  const page = readFileSync(join(root, 'docs/coalitions.md'), 'utf8');
  const [, shown] = page.match(/<!-- coalitions: begin -->\n(.*)<!-- coalitions: end -->/s)!;
  const args = ['examples/coalitions.mjs', 'balance'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.split('\n').length).toBeGreaterThan(20);
  expect(shown).toContain(stdout.trim());
});
