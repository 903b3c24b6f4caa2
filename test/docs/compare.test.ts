import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { binary, root } from '../cli/vickrey.js';

it('the example of docs/compare.md is what its command prints', () => {
  const page = readFileSync(join(root, 'docs/compare.md'), 'utf8');
  const [, command] = page.match(/^npx vickrey (compare scenarios\/continuous\.yaml .*)$/m)!;
  const [, shown] = page.match(/^The first prints\n\n```\n(.*?)^```$/ms)!;
  const args = [binary, ...command!.split(' ')];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(shown).toBe(stdout);
});
