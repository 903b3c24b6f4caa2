import { describe, expect, it } from 'vitest';
import { knownSystems } from '../../src/validation/known-systems.js';
import { vickrey } from './vickrey.js';

describe('vickrey validate', () => {
  it('shows theory, observed, interval and verdict, a line a row', () => {
    const { status, stdout, stderr } = vickrey(['validate', '--system', 'gloves,q-learning']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [head, first, ...lines] = stdout.split('\n');
    expect(head).toMatch(/^system +parameters +measure +theory +observed +interval +detects +verdict$/);
    expect(first).toMatch(/^gloves +left=1 right=2 +left 1 +0\.666667 +0\.666667 +exact +\S+ % +pass$/);
    expect(lines).toContain('all 8 rows pass');
    expect(stdout).toContain('seed 1; intervals of 99% each');
  });

  it('tries a system at any parameters', () => {
    const { status, stdout } = vickrey(['validate', '--system', 'airport', '--costs', '3,5,5,20,21']);
    expect(status).toBe(0);
    expect(stdout).toContain('costs=3,5,5,20,21');
    const alike = vickrey(['validate', '--system', 'airport', '--costs', '[3, 5, 5, 20, 21]']);
    expect(alike.stdout).toBe(stdout);
  });

  it('prints one JSON object with --json, the same for the same seed', () => {
    const run = (seed: string) =>
      vickrey(['validate', '--system', 'gloves', '--seed', seed, '--json']).stdout;
    const document = JSON.parse(run('5'));
    expect(document).toMatchObject({ seed: 5, confidence: 0.99, failed: 0, undecided: 0 });
    expect(document.rows).toHaveLength(4);
    expect(document.rows[3]).toEqual({
      system: 'gloves',
      parameters: { left: 1, right: 2 },
      measure: 'left 1, sampled',
      effort: { runs: 1, length: 20_000, warmup: 0, unit: 'sampled orders' },
      check: 'mean',
      theory: expect.closeTo(2 / 3, 12),
      theoryError: 0,
      observed: expect.any(Number),
      interval: [expect.any(Number), expect.any(Number)],
      detects: expect.any(Number),
      verdict: 'pass',
    });
    expect(run('5')).toBe(run('5'));
    expect(run('6')).not.toBe(run('5'));
  });

  it('exits with 1 where a row fails on two of three sets of draws, as one seed of some 10,000 has it by chance', () => {
    const { status, stdout } = vickrey(['validate', '--system', 'gloves', '--seed', '14327']);
    expect(stdout).toContain('FAIL');
    expect(stdout).toContain('1 of 4 rows fail');
    expect(status).toBe(1);
  });

  it('passes a row that fails on one of three sets of draws, and says so', () => {
    const { status, stdout } = vickrey(['validate', '--system', 'gloves', '--seed', '220']);
    expect(stdout).toContain('pass, held on 2 of 3 sets of draws');
    expect(stdout).toContain('all 4 rows pass');
    expect(status).toBe(0);
  });

  it('exits with 3 where no row fails and some are undecided', () => {
    const { status, stdout } = vickrey([
      'validate',
      '--system',
      'arrivals',
      '--base',
      '0.001',
      '--amplitude',
      '0',
    ]);
    expect(stdout).toMatch(/E\[N\] +0\.05 .* it rests on 200 events as expected +– +undecided/);
    expect(stdout).toContain('2 of 2 rows undecided, the others pass');
    expect(status).toBe(3);
  });

  it('lists every system and its parameters', () => {
    const { status, stdout } = vickrey(['validate', '--list']);
    expect(status).toBe(0);
    for (const { name, parameters } of knownSystems) {
      expect(stdout).toMatch(new RegExp(`^${name}  `, 'm'));
      for (const parameter of Object.keys(parameters.shape)) expect(stdout).toContain(`  --${parameter} `);
    }
  });

  it.each([
    { args: ['--system', 'glove'], says: "--system glove: unknown system 'glove'\n  did you mean 'gloves'?" },
    {
      args: ['--n', '3'],
      says: '--n 3: is a parameter of one system\n  name the one that is meant: --system NAME',
    },
    { args: ['--system', 'gloves,airport', '--left', '3'], says: '--left 3: is a parameter of one system' },
    {
      args: ['--system', 'gloves', '--n', '3'],
      says: '--n 3: gloves has no such parameter\n  known here: left, right',
    },
    {
      args: ['--system', 'gloves', '--left', '0'],
      says: '--left 0: must be a whole number ≥ 1 and ≤ 8, got 0',
    },
    { args: ['--system', 'gloves', '--left', '{'], says: '--left {: the value: not valid YAML' },
    {
      args: ['--system', 'rounds', '--rho', '1'],
      says: '--rho 1: must be a number ≥ 0.01 and ≤ 0.99, got 1',
    },
    { args: ['--system', 'ucb1', '--arms', '0.5'], says: '--arms 0.5: must be a list of 2 numbers, got 0.5' },
    {
      args: ['--system', 'ucb1-bound', '--arms', '0.5,0.501'],
      says: '--arms 0.5,0.501: some arm is too good',
    },
    {
      args: ['--system', 'council', '--quota', '5'],
      says: '--quota 5: the quota must be above the permanent members',
    },
    {
      args: ['--system', 'mg1', '--service', '{ pareto: [2.05, 1] }'],
      says: 'no fourth moment, so that no interval holds for the mean of a run: the shape of a pareto must be above 4',
    },
    {
      args: ['--system', 'breakdowns', '--failure', '100', '--repair', '.001'],
      says: 'would take 30 runs of 2.6e9 tasks each',
    },
    {
      args: ['--system', 'random', '--n', '10000', '--rho', '.99'],
      says: 'would take 30 runs of 5e9 tasks each, some 1.5e11 steps of the program; a trial may take 2e8',
    },
    {
      args: ['--system', 'ps', '--c', '2', '--service', '{ constant: 1 }'],
      says: 'with several slots the answer is known for exponential services alone',
    },
    {
      args: ['--system', 'breakdowns', '--work', 'restarted', '--service', '{ lognormal: [1, 1] }'],
      says: 'work that is begun anew has no fourth moment',
    },
    {
      args: ['--system', 'mmpp', '--calm', '1'],
      says: 'the mean rate, the load, must be from 0.01 to 0.99',
    },
    { args: ['--systems', 'gloves'], says: "unknown option '--systems'" },
    { args: ['--seed', '-1'], says: 'a seed is a whole number from 0' },
  ])('refuses $args with exit code 2', ({ args, says }) => {
    const { status, stdout, stderr } = vickrey(['validate', ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
