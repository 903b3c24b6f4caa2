import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each([
  ['networks', 'src/learning/neural/kernel-binary.ts'],
  ['screen', 'src/market/screen-binary.ts'],
])('the kernel %s that is checked in is what its sources compile to', (name, binary) => {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  const rebuilt = join(folder, 'binary.ts');
  execFileSync(process.execPath, ['kernel/build.mjs', name, rebuilt]);
  const text = readFileSync(rebuilt, 'utf8');
  rmSync(folder, { recursive: true });
  expect(text).toBe(readFileSync(binary, 'utf8'));
});
