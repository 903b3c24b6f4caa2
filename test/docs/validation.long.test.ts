import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, vickrey } from '../cli/vickrey.js';

it('the table of docs/validation.md is what the command prints, and every row passes', () => {
  const { status, stdout } = vickrey(['validate']);
  const page = readFileSync(join(root, 'docs/validation.md'), 'utf8');
  const [, shown] = page.match(/<!-- validation: begin -->\n```\n(.*)```\n<!-- validation: end -->/s)!;
  expect(shown).toBe(stdout);
  expect(status).toBe(0);
});
