import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompareDocument } from '../../src/output/compare/compare-document.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { vickrey } from './vickrey.js';

const { folder } = temporaryFolder();
const scenario = join(folder, 'small.yaml');
writeFileSync(
  scenario,
  [
    'time: { mode: continuous, tasks: 200 }',
    'servers: { count: 4, processingRate: 30, capacity: { uniform: [50, 100] }, sensitivity: { uniform: [0.5, 2] }, riskAversion: { uniform: [0, 0.5] } }',
    'arrivals: { process: poisson, rate: 4 }',
  ].join('\n'),
);
const balancers = ['--vary', 'balancer=random,power-of-d,auction'];
const compare = (...args: string[]) => vickrey(['compare', ...args]);
const documentOf = (...args: string[]): CompareDocument => {
  const { status, stdout, stderr } = compare(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as CompareDocument;
};

describe('vickrey compare', () => {
  it('prints one JSON object that accounts for every task and says all seeds', () => {
    const document = documentOf(scenario, ...balancers, '-n', '3', '--metric', 'sojourn,messages');
    expect(document).toMatchObject({ seed: 42, replications: 3, baseline: 'random', level: 0.95 });
    // Four differences and four ratios.
    expect(document.eachLevel).toBeCloseTo(1 - 0.05 / 8, 12);
    expect(document.runs).toHaveLength(9);
    expect(document.seeds).toHaveLength(3);
    expect(document.differences.map(({ metric, alternative }) => `${metric} ${alternative}`)).toEqual([
      ...['sojourn power-of-d', 'sojourn auction', 'messages power-of-d', 'messages auction'],
    ]);
    for (const { name, tasks } of document.alternatives) {
      expect(tasks.arrived).toBe(600);
      expect(tasks.completed + tasks.unfinished + tasks.rejected + tasks.lost).toBe(600);
      const runs = document.runs.filter(({ alternative }) => alternative === name);
      expect(runs.map(({ seed }) => seed)).toEqual(document.seeds);
    }
    expect(document.differences.at(-1)).toMatchObject({ difference: 8, low: 8, high: 8, verdict: 'higher' });
  });

  it('runs what `vickrey run` runs under the seed that it says', () => {
    const { runs } = documentOf(scenario, ...balancers, '-n', '2');
    const { seed, digest } = runs.at(-1)!;
    const { stdout } = vickrey(['run', scenario, '--seed', `${seed}`, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ digest });
  });

  it('gives the same bytes for the same seed, and other runs for another', () => {
    const print = (...args: string[]) => compare(scenario, ...balancers, '-n', '2', ...args).stdout;
    expect(print()).toBe(print('--seed', '42'));
    expect(print('--seed', '43')).not.toBe(print('--seed', '42'));
  });

  it('shows a table with a sentence a comparison, against the wanted baseline', () => {
    const { status, stdout, stderr } = compare(scenario, ...balancers, '-n', '10', '--baseline', 'auction');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('compared with auction  10 replications on common random numbers  seed 42');
    expect(stdout).toMatch(
      /^random: mean sojourn .* auction, 95 % interval .*: (not sure|surely (better|worse))$/m,
    );
    expect(stdout).toMatch(/^power-of-d +2,000 +2,000 +0 +0 +0$/m);
    expect(stdout).toMatch(/^seeds( \d+){10}$/m);
  });

  it('stops when it is precise, or says how many replications it takes', () => {
    const { precision, replications } = documentOf(
      scenario,
      ...balancers,
      '--metric',
      'messages',
      '--precision',
      '0.1',
    );
    expect({ precision, replications }).toEqual({
      precision: { wanted: 0.1, reached: true, replications: 20 },
      replications: 20,
    });
    const { stdout } = compare(scenario, ...balancers, '-n', '20', '--precision', '1e-4');
    expect(stdout).toMatch(/^not as precise as ± 0.01 %: that takes about [\d,]+ replications$/m);
  });

  it('writes the document, a row a run and the figure; a second time only by force', () => {
    const out = join(folder, 'out');
    const once = compare(scenario, ...balancers, '-n', '2', '--out', out, '--json');
    expect(once).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(out, { recursive: true }).sort()).toEqual([
      ...['compare.csv', 'compare.json', 'plots'],
      ...['plots/compare.png', 'plots/compare.svg', 'plots/compare.vl.json'],
    ]);
    expect(readFileSync(join(out, 'compare.json'), 'utf8')).toBe(once.stdout);
    const [head, ...rows] = readFileSync(join(out, 'compare.csv'), 'utf8').trim().split('\n');
    expect(head).toMatch(
      /^alternative,replication,seed,arrived,completed,unfinished,rejected,lost,sojourn,sojourn_p99,/,
    );
    expect(rows).toHaveLength(6);
    const again = compare(scenario, ...balancers, '-n', '2', '--out', out);
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toContain('holds a finished comparison');
    expect(compare(scenario, ...balancers, '-n', '2', '--out', out, '--force', '--quiet')).toMatchObject({
      ...{ status: 0, stdout: '', stderr: '' },
    });
  });

  it.each<[string[], string]>([
    [[scenario, '--vary', 'balancer=random'], 'there is nothing to compare with'],
    [[scenario, '--vary', 'balancr=random,auction'], "unknown key 'balancr'"],
    [[scenario, '--vary', 'balancer=random,auktion'], '--vary balancer=auktion'],
    [[scenario, '--vary', 'arrivals.rate=3,4'], '4: does not get the same tasks as 3'],
    [[scenario, ...balancers, '--baseline', 'randm'], "did you mean 'random'?"],
    [[scenario, ...balancers, '--metric', 'sojurn'], "did you mean 'sojourn'?"],
    [[scenario, ...balancers, '--precision', '0'], 'a share above 0'],
    [
      [scenario, ...balancers, '-n', '5', '--precision', '0.1'],
      '--precision: needs 20 replications or more, not 5',
    ],
    [[scenario, ...balancers, '--force'], '--force: needs --out'],
  ])('refuses %j', (args, message) => {
    const out = join(folder, 'refused');
    const { status, stdout, stderr } = compare(...args, ...(args.includes('--force') ? [] : ['--out', out]));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});
