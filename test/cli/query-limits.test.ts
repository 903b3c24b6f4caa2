import { symlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { startVickrey, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();

/** The folder of a finished sweep. */
function results(name: string): string {
  write(`${name}/results.json`, '{}');
  write(`${name}/points.csv`, 'point\n0\n');
  return `${folder}/${name}`;
}
const sweep = results('sweep');
write('sweep/runs.csv', 'point\n0\n');

/** Takes years. */
const endless = 'select count(*) from range(100000000) a, range(100000000) b, range(1000) c';

it.each([
  [[endless, '--timeout', '0.5'], 'the question was ended after 0.5 s; --timeout SECONDS gives it more'],
  [
    ['select a.range, count(*) from range(100000000) a group by 1', '--memory', '64'],
    'the question takes more than 64 MiB; --memory MIB gives it more',
  ],
  [
    ["select repeat('x', 1000000) from range(100)", '--csv'],
    'the answer has more than 10,000,000 values or 67,108,864 characters; ask for less: limit 1000',
  ],
  [
    ["select if(range = 0, repeat('x', 1000000), 'y') from range(1000)"],
    'the answer is too long to be shown; ask for less: limit 1000',
  ],
])('%j ends with exit code 1 and says why', (args, message) => {
  expect(vickrey(['query', sweep, ...args])).toEqual({
    status: 1,
    stdout: '',
    stderr: `error: ${message}\n`,
  });
});

it('a call of a function that does not heed an interrupt is killed', () => {
  const deaf = "select levenshtein(repeat('a', 1000000), repeat('b', 1000000))";
  const { status, stderr } = vickrey(['query', sweep, deaf, '--timeout', '0.5']);
  expect(status).toBe(null);
  expect(stderr).toBe('error: the question was ended after 0.5 s; --timeout SECONDS gives it more\n');
});

it('Ctrl-C ends a question', async () => {
  const { child, ended } = startVickrey(['query', sweep, endless, '--timeout', '1000']);
  setTimeout(() => child.kill('SIGINT'), 2000);
  expect(await ended).toEqual({ status: null, signal: 'SIGINT', stderr: '' });
});

it.each(['runs.csv', 'runs.parquet'])('a link named %s is not followed', (name) => {
  const linked = results(`linked-${name}`);
  symlinkSync(write('secret.csv', 'point\n0\n'), `${linked}/${name}`);
  expect(vickrey(['query', linked])).toEqual({
    status: 2,
    stdout: '',
    stderr: `error: ${linked}/${name}: is a link, which is not followed\n  run the sweep again: it writes its tables anew\n`,
  });
});
