import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { binary, root } from '../cli/vickrey.js';

const isHere = spawnSync('python3', ['--version']).status === 0;
if (!isHere) console.warn('python3 is not here: the Python client of examples/python is not tested');

/** Runs Python in the project; the client starts this very build. */
function python(...args: string[]) {
  const { status, stderr, stdout } = spawnSync('python3', args, {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      VICKREY_COMMAND: JSON.stringify([process.execPath, binary]),
    },
  });
  return { status, stderr, stdout };
}

describe.runIf(isHere)('the Python client', () => {
  it('passes its own tests, without a warning', () => {
    const { status, stderr } = python('-W', 'error', '-m', 'unittest', 'discover', 'examples/python');
    expect(stderr).toMatch(/^Ran 1[0-9] tests in .*\n\nOK/m);
    expect(status).toBe(0);
  }, 180_000);

  it('needs no package', () => {
    const { status, stderr, stdout } = python('-BES', 'examples/python/epsilon_greedy.py');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ +welfare +fairness\nkeep +-182\.3 +13\.68\nrandom/);
    expect(status).toBe(0);
  });
});
