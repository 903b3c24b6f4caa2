import { describe, expect, test } from 'vitest';
import type { CompareDocument, ComparedDifference } from '../../src/output/compare/compare-document.js';
import { compareFigure } from '../../src/output/compare/compare-figure.js';
import { compareTable } from '../../src/output/compare/compare-table.js';
import { sentence } from '../../src/output/compare/sentence.js';
import { renderSvg } from '../../src/output/figures/render-svg.js';

const metrics: CompareDocument['metrics'] = [
  { name: 'sojourn', title: 'mean sojourn time', short: 'mean sojourn', unit: 'time', better: 'lower' },
  { name: 'utilisation', title: 'utilisation', short: 'utilisation', unit: 'share', better: 'neither' },
];
const base: ComparedDifference = {
  alternative: 'auction',
  metric: 'sojourn',
  mean: 8.8,
  baselineMean: 10,
  difference: -1.2,
  low: -1.5,
  high: -0.9,
  ratio: { ratio: 0.88, low: 0.85, high: 0.91 },
  correlation: 0.9,
  varianceReduction: 8,
  verdict: 'lower',
};
const times = { ratio: 12, low: 8, high: 16 };

test.each<[Partial<ComparedDifference>, string]>([
  [{}, 'mean sojourn 12 % lower than random, 95 % interval −15 to −9 %: surely better'],
  [
    {
      difference: 0.1,
      low: -0.2,
      high: 0.4,
      ratio: { ratio: 1.01, low: 0.98, high: 1.04 },
      verdict: 'unsure',
    },
    'mean sojourn 1 % higher than random, 95 % interval −2 to 4 %: not sure',
  ],
  [
    { difference: 110, low: 70, high: 150, ratio: times, verdict: 'higher' },
    'mean sojourn 12 times that of random, 95 % interval 8 to 16 times: surely worse',
  ],
  [
    { difference: 4, low: 3.5, high: 4.5, ratio: null, verdict: 'higher' },
    'mean sojourn 4 higher than random, 95 % interval 3.5 to 4.5: surely worse',
  ],
  [
    { difference: -4, low: -4, high: -4, ratio: null, verdict: 'lower' },
    'mean sojourn 4 lower than random in every replication: surely better',
  ],
  [{ metric: 'utilisation' }, 'utilisation 12 % lower than random, 95 % interval −15 to −9 %: surely lower'],
  [{ verdict: 'equal' }, 'mean sojourn the same as random in every replication'],
  [{ verdict: 'missing' }, 'mean sojourn cannot be compared, a run has none'],
])('a difference in words: %o', (change, words) => {
  expect(sentence({ ...base, ...change }, 'random', metrics, 0.95)).toBe(`auction: ${words}`);
});

const tasks = { arrived: 20, completed: 17, unfinished: 1, rejected: 0, lost: 2 };
const document: CompareDocument = {
  version: '1',
  seed: 3,
  seeds: [11, 12],
  replications: 2,
  baseline: 'random',
  level: 0.95,
  eachLevel: 0.975,
  sameArrivals: false,
  trace: true,
  alternatives: ['random', 'auction'].map((name) => ({
    name,
    file: 'a.yaml',
    vary: [],
    idleSettings: [],
    leastTasks: null,
    isUnknown: false,
    rareEvents: null,
    tasks,
  })),
  metrics,
  differences: [
    base,
    { ...base, metric: 'utilisation', verdict: 'missing', difference: null, low: null, high: null },
  ],
  best: [],
  runs: [],
};

describe('a comparison', () => {
  test('is shown with what its intervals are about', () => {
    const shown = compareTable(document, 'out');
    expect(shown).toMatch(/^auction +20 +17 +1 +0 +2$/m);
    expect(shown).toMatch(/^auction +8.8 +−1.2 +−1.5 +−0.9 +0.9 +8$/m);
    expect(shown).toContain('Arrivals are those of the trace in every replication');
    expect(shown).toMatch(/seeds 11 12\nwritten to out\n$/);
    expect(compareTable({ ...document, trace: false })).not.toContain('every replication');
    expect(compareTable({ ...document, sameArrivals: true })).toContain(
      'Tasks are the same in every replication',
    );
    const [random, auction] = document.alternatives;
    const fewer = { ...auction!, tasks: { ...tasks, completed: tasks.completed - 1 } };
    const note = 'Times are of completed tasks alone';
    expect(shown).not.toContain(note);
    expect(compareTable({ ...document, alternatives: [random!, fewer] })).toContain(note);
  });

  test('is drawn, a panel a metric that could be compared', async () => {
    const figure = compareFigure(document)!;
    expect((figure as { vconcat: unknown[] }).vconcat).toHaveLength(1);
    const svg = await renderSvg(figure);
    expect(svg).toContain('Differences from random');
    expect(svg).toContain('auction');
    const [, missing] = document.differences;
    expect(compareFigure({ ...document, differences: [missing!] })).toBeUndefined();
  });
});
