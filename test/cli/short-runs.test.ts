import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompareDocument } from '../../src/output/compare/compare-document.js';
import type { SweepDocument } from '../../src/output/sweep/sweep-document.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { vickrey } from './vickrey.js';

const { folder } = temporaryFolder();
const busy = join(folder, 'busy.yaml');
writeFileSync(
  busy,
  [
    'time: { mode: continuous, tasks: 300, drain: true }',
    'servers: { count: 1, processingRate: 1, capacity: { uniform: [50, 100] }, sensitivity: { uniform: [0.5, 2] }, riskAversion: { uniform: [0, 0.5] } }',
    'arrivals: { process: poisson, rate: 0.9 }',
    'tasks: { load: { exponential: 1 }, complexity: 1 }',
    'balancer: round-robin',
  ].join('\n'),
);
const common = ['--workers', '1', '--metric', 'sojourn,sojourn-p99'];
const replicate = (...args: string[]): string => {
  const { status, stdout, stderr } = vickrey(['replicate', busy, ...common, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const compare = (...args: string[]): string => {
  const { status, stdout, stderr } = vickrey(['compare', busy, ...common, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const pointOf = (stdout: string) =>
  (JSON.parse(stdout.trim().split('\n').at(-1)!) as SweepDocument).points[0]!;

describe('vickrey replicate', () => {
  it('says that runs are too short for their load, and gives a percentile no interval then', () => {
    const shown = replicate('-n', '12');
    expect(shown).not.toContain('replications are few');
    expect(shown).toContain('p99 sojourn: no interval: runs are too short for its steady state\n');
    expect(shown).toContain(
      'runs are too short for the steady state: at least 5,800 tasks each, or a longer warm-up; all is of runs like these\n',
    );
    const { estimates, leastTasks } = pointOf(replicate('-n', '12', '--json'));
    expect(leastTasks).toBe(5800);
    expect(estimates[0]!.low).toBeGreaterThan(0);
    expect(estimates[1]).toMatchObject({ runs: 12, low: null, high: null, withheld: 'short' });
    expect(estimates[1]!.mean).toBeGreaterThan(0);
  });

  it('says neither after a warm-up that is long enough', () => {
    const warm = ['--set', 'time.tasks=6000', '--set', 'time.warmup=3000', '-n', '12', '--json'];
    const { estimates, leastTasks } = pointOf(replicate(...warm));
    expect(leastTasks).toBeNull();
    expect(estimates[1]!.low).not.toBeNull();
    expect(estimates[1]!.high!).toBeGreaterThan(estimates[1]!.mean!);
  });

  it('says that a percentile has too few tasks beyond it', () => {
    const idle = ['--set', 'arrivals.rate=0.1', '-n', '2'];
    expect(replicate(...idle)).toContain(
      'p99 sojourn: no interval: fewer than 10 tasks of all runs lie beyond the quantile',
    );
    expect(pointOf(replicate(...idle, '--json')).estimates[1]).toMatchObject({ withheld: 'tail', low: null });
  });

  it('gives times no interval where a few long tasks decide', () => {
    const heavy = ['--set', 'tasks.load={ lognormal: [1, 2] }', '-n', '12'];
    expect(replicate(...heavy)).toContain(
      'a few rare events decide, such as long tasks, long repairs or bursts: at least 32,000 measured tasks in all replications together\n',
    );
    const { estimates, rareEvents } = pointOf(replicate(...heavy, '--json'));
    expect(rareEvents).toEqual({ leastTasks: 32_000 });
    expect(estimates[0]).toMatchObject({ withheld: 'rare', low: null, high: null });
    expect(estimates[0]!.mean).toBeGreaterThan(0);
  });

  it('says how many runs have no value', () => {
    const rare = ['--set', 'time={ mode: continuous, until: 10 }', '--set', 'arrivals.rate=0.1', '-n', '12'];
    expect(replicate(...rare)).toMatch(/^mean sojourn: \d+ runs have no value and are left out/m);
    const { estimates } = pointOf(replicate(...rare, '--json'));
    expect(estimates[0]!.missing).toBeGreaterThan(0);
    expect(estimates[0]!.missing + estimates[0]!.runs).toBe(12);
  });
});

describe('vickrey compare', () => {
  it('compares no times where a few long tasks decide, and all else', () => {
    const heavy = [
      '--set',
      'tasks.load={ pareto: [3, 0.5] }',
      '--vary',
      'servers.processingRate=1,2',
      '-n',
      '12',
    ];
    const shown = compare(...heavy, '--metric', 'sojourn,utilisation');
    expect(shown).toContain('mean sojourn cannot be compared, no interval: a few rare events decide\n');
    expect(shown).toContain(
      '\na few rare events decide, such as long tasks, long repairs or bursts, in runs of any length\n',
    );
    const { alternatives, differences } = JSON.parse(
      compare(...heavy, '--metric', 'sojourn,utilisation', '--json'),
    ) as CompareDocument;
    expect(alternatives.map(({ rareEvents }) => rareEvents)).toEqual([
      { leastTasks: null },
      { leastTasks: null },
    ]);
    expect(differences.map(({ withheld }) => withheld)).toEqual(['rare', undefined]);
  });

  it('compares no percentiles of runs that are too short, and says of which alternatives', () => {
    const rates = ['--vary', 'servers.processingRate=1,10', '-n', '12'];
    const shown = compare(...rates);
    expect(shown).toContain(
      '10: p99 sojourn cannot be compared, no interval: runs are too short for its steady state\n',
    );
    expect(shown).toContain('\n1: runs are too short for the steady state: at least 5,800 tasks each');
    const { alternatives, differences } = JSON.parse(compare(...rates, '--json')) as CompareDocument;
    expect(alternatives.map(({ leastTasks }) => leastTasks)).toEqual([5800, null]);
    expect(differences.map(({ verdict, withheld }) => [verdict, withheld])).toEqual([
      ['lower', undefined],
      ['withheld', 'short'],
    ]);
  });

  it('says of which alternatives alone nothing is known', () => {
    const shown = compare('--set', 'servers.count=3', '--vary', 'balancer=random,auction', '-n', '2');
    expect(shown).toContain(
      '\nauction: how long runs must be for the steady state is not known; all is of runs like these\n',
    );
  });

  it('gives a share of few tasks no interval', () => {
    const few = ['--set', 'servers.failures={after: {exponential: 100000}, repair: 1, work: lost}'];
    const { estimates } = pointOf(replicate(...few, '-n', '12', '--metric', 'unserved', '--json'));
    expect(estimates[0]).toMatchObject({ metric: 'unserved', low: null, high: null, withheld: 'rare' });
  });

  it('names the best of three, or those that may be', () => {
    const shown = compare('--vary', 'servers.processingRate=1,10,20', '-n', '12');
    expect(shown).toContain('the best is 20, with 95 % at least\n');
    const equal = compare('--vary', 'balancer=round-robin,random,least-loaded', '-n', '2');
    expect(equal).not.toContain('the best is');
    const close = compare('--vary', 'servers.processingRate=1,1.0001,1.0002', '-n', '2');
    expect(close).toMatch(/^the best is one of 1, 1.0001, 1.0002, with 95 % at least; .* above it$/m);
  });
});
