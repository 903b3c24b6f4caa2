import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

it('the table of docs/learning.md is what its example prints', () => {
  const { stdout } = spawnSync(process.execPath, ['examples/learning.mjs'], { cwd: root, encoding: 'utf8' });
  const page = readFileSync(join(root, 'docs/learning.md'), 'utf8');
  const [, shown] = page.match(/<!-- learning: begin -->\n(.*)<!-- learning: end -->/s)!;
  expect(shown).toBe(stdout);
});
