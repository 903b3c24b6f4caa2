import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

it('the command of docs/coalitions.md, of two seeds, tells means and no interval', () => {
  const page = readFileSync(join(root, 'docs/coalitions.md'), 'utf8');
  const [, command] = page.match(/^node (examples\/coalitions\.mjs .*)$/m)!;
  const { stdout } = spawnSync(process.execPath, command!.split(' '), { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/^Means over 2 seeds alone: intervals are told from 10 seeds on\.$/m);
  expect(stdout).toMatch(/^\| split equal \| shapley \| [−+]\d+\.\d% \| [−+]\d+\.\d% \| [−+]\d+\.\d% \|$/m);
  expect(stdout).not.toMatch(/\de[+-]\d|NaN|Infinity|…/);
});
