import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { startVickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();
const few = write('few.yaml', 'servers: { count: 3 }\ntime: { rounds: 200 }\n');
const sweep = write(
  'sweep.yaml',
  'scenario: few.yaml\nreplications: 200\noutputs: { metrics: [fairness] }\n',
);
const alone = ['--workers', '1', '--quiet'];

/** Every command that writes to a folder, which is its last word, and the file that it ends with. */
const commands = {
  run: { words: ['run', few, '--quiet', '--out'], marker: 'summary.json' },
  compare: {
    words: ['compare', few, '--vary', 'servers.count=2,3', '-n', '30', ...alone, '--out'],
    marker: 'compare.json',
  },
  replicate: { words: ['replicate', few, '-n', '200', ...alone, '--out'], marker: 'results.json' },
  sweep: { words: ['sweep', sweep, ...alone, '--out'], marker: 'results.json' },
  lab: { words: ['lab', 'first-price', '--runs', '100', '--out'], marker: 'lab.json' },
  '--profile': { words: ['run', few, '--quiet', '--profile'], marker: 'profile.json' },
} as const;

const names = Object.keys(commands) as (keyof typeof commands)[];

describe.each(names)('while %s has a folder', (name) => {
  test('every other command is refused it before its run, and takes nothing of it', async () => {
    const out = join(folder, name);
    const { marker, words } = commands[name];
    const holder = startVickrey([...words, out]);
    const isHeld = (): boolean => existsSync(out) && readdirSync(out).includes('.lock');
    while (!isHeld()) await new Promise((resolve) => setTimeout(resolve, 1));
    // The others come while it has the folder, however slow they are.
    holder.child.kill('SIGSTOP');
    expect(existsSync(join(out, marker))).toBe(false);
    const rivals = names.map((rival) => startVickrey([...commands[rival].words, out]).ended);
    const inUse = `error: ${out}: is in use by process ${holder.child.pid} on `;
    for (const { status, stderr } of await Promise.all(rivals)) {
      expect(stderr).toContain(inUse);
      expect(status).toBe(2);
    }
    holder.child.kill('SIGCONT');
    expect(await holder.ended).toMatchObject({ status: 0 });
    expect(() => JSON.parse(readFileSync(join(out, marker), 'utf8'))).not.toThrow();
    expect(readdirSync(out).filter((each) => each.startsWith('.'))).toEqual([]);
  });
});
