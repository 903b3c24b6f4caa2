import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/output/figures/render-svg.js';
import { estimateRows, pointsColumns } from '../../src/output/sweep/points-table.js';
import { runsColumns } from '../../src/output/sweep/runs-table.js';
import type { SweepDocument, SweptRun } from '../../src/output/sweep/sweep-document.js';
import { sweepFigure } from '../../src/output/sweep/sweep-figure.js';
import { sweepTable } from '../../src/output/sweep/sweep-table.js';

const digest = 'd'.repeat(64);
const metric = {
  name: 'sojourn-p99',
  title: '99th percentile',
  short: 'p99',
  unit: 'time',
  better: 'lower',
} as const;

function documentOf(...points: Record<string, unknown>[]): SweepDocument {
  return {
    ...{
      name: 'sweep',
      seed: 1,
      plan: 'a'.repeat(64),
      digest,
      version: '1',
      commits: ['abc'],
      hosts: ['here'],
    },
    ...{ replications: 2, commonRandomNumbers: false, level: 0.95, failures: [] },
    runs: { planned: 2 * points.length, ended: 2 * points.length, failed: 0 },
    parameters: [...new Set(points.flatMap((point) => Object.keys(point)))],
    metrics: [metric],
    points: points.map((parameters, point) => ({
      ...{
        point,
        parameters,
        scenario: 'b'.repeat(64),
        idleSettings: [],
        leastTasks: null,
        isUnknown: false,
        rareEvents: null,
        ended: 2,
        failed: 0,
      },
      estimates: [
        {
          ...{ metric: metric.name, runs: 2, mean: point + 1, low: point + 0.5, high: point + 1.7 },
          ...{ missing: 0, missingUnfinished: 0 },
          ...{ standardDeviation: 0.1, least: point, most: point + 2 },
        },
      ],
    })),
  };
}

const run = (parameters: Record<string, unknown>, value: number | null, failure = ''): SweptRun => ({
  ...{ point: 0, replication: 0, seed: 7, parameters, scenario: 's', key: 'k', failure },
  ...{ version: '1', commit: 'abc', host: 'here' },
  ended:
    failure === ''
      ? {
          ...{ stop: 'drained', digest, metrics: { [metric.name]: value } },
          tasks: { arrived: 3, completed: 3, unfinished: 0, rejected: 0, lost: 0 },
        }
      : undefined,
});

const numbers = documentOf({ 'a.b': 1, c: 'x' }, { 'a.b': 2, c: 'x' }, { 'a.b': 1, c: { d: 2 } });

describe('the tables of a sweep', () => {
  test('have a column a parameter: numbers where all are, else texts, empty where a point has none', () => {
    const rows = [run({ 'a.b': 1, c: 'x' }, 4), run({ c: { d: 2 } }, null), run({ 'a.b': 1 }, null, 'no')];
    const cells = (name: string) => {
      const column = runsColumns(numbers).find((each) => each.name === name)!;
      return [column.type, ...rows.map((row) => column.value(row))];
    };
    expect(cells('a_b')).toEqual(['number', 1, Number.NaN, 1]);
    expect(cells('c')).toEqual(['text', 'x', '{"d":2}', '']);
    expect(cells('sojourn_p99')).toEqual(['number', 4, Number.NaN, Number.NaN]);
    expect(cells('arrived')).toEqual(['wide integer', 3, 3, Number.NaN]);
    expect(cells('failure')).toEqual(['text', '', '', 'no']);
    for (const name of ['scenario', 'seed', 'version', 'commit', 'host']) {
      for (const columns of [runsColumns(numbers), pointsColumns(numbers)]) {
        expect(columns.map((each) => each.name)).toContain(name);
      }
    }
  });

  test('have the ends of every interval', () => {
    const [row] = estimateRows(numbers);
    const end = (name: string) =>
      pointsColumns(numbers)
        .find((each) => each.name === name)!
        .value(row!);
    expect([end('mean'), end('low'), end('high')]).toEqual([1, 0.5, 1.7]);
  });

  test('tell at a terminal of failures, and how many points are not shown', () => {
    const many = documentOf(...Array.from({ length: 30 }, (_, x) => ({ x })));
    const failed = { point: 3, replication: 1, parameters: { x: 3 }, host: 'far\x1b' };
    const failures = [
      { ...failed, seed: 99, message: 'no\nsuch luck' },
      { ...failed, seed: 98, message: 'late\n  allow more\nand more\n  of it' },
      { ...failed, seed: 97, message: 'x'.repeat(1e6) },
    ];
    const runs = { planned: 60, ended: 57, failed: 3 };
    const text = sweepTable({ ...many, failures, runs });
    expect(text).toContain('3 of 60 runs failed');
    expect(text).toContain(
      '\nseed 99, x 3, on far\\x1b: no\nseed 98, x 3, on far\\x1b: late\n  allow more\nseed 97',
    );
    expect(text.length).toBeLessThan(1e4);
    expect(text).not.toContain('--retry');
    expect(sweepTable({ ...many, failures, runs }, 'out')).toContain('with --retry makes it again\n');
    expect(text).toContain('… and 6 points more: points.csv');
    expect(text).toContain(`digest ${digest}`);
  });
});

describe('the figure of a metric', () => {
  test.each<[string, SweepDocument, SweptRun[]]>([
    ['along a number, a colour for each of the others', numbers, []],
    ['of names', documentOf({ balancer: 'a' }, { balancer: '<b>' }), []],
    ['of many points of no number', documentOf(...Array.from({ length: 50 }, (_, i) => ({ x: `${i}` }))), []],
    ['of many combinations', documentOf(...Array.from({ length: 30 }, (_, i) => ({ x: i, y: i * i }))), []],
    ['of one scenario', documentOf({}), [run({}, 1), run({}, 2), run({}, null), run({}, null, 'no')]],
    ['of one scenario that does not vary', documentOf({}), [run({}, 14), run({}, 14)]],
    ['of huge values', documentOf({}), [run({}, 1e300), run({}, -1e308)]],
  ])('%s can be drawn, and says where it comes from', async (_, document, runs) => {
    const figure = sweepFigure(document, 0, runs)!;
    expect(figure.usermeta).toMatchObject({
      seed: 1,
      version: '1',
      commits: ['abc'],
      hosts: ['here'],
      digest,
    });
    const svg = await renderSvg(figure);
    expect(svg).toContain('plan aaaaaaaaaaaa');
    expect(svg).toContain('99th percentile');
    expect(svg).not.toContain('NaN');
  });

  test('has colours for the values of one parameter where combinations are too many for it', async () => {
    const grid = [1, 2, 3].flatMap((x) =>
      [1, 2, 3].flatMap((y) => [1, 2, 3].map((z) => ({ x, always: 7, y, z }))),
    );
    const svg = await renderSvg(sweepFigure(documentOf(...grid), 0, [])!);
    expect(svg).toMatch(/>y<\/text>/);
    expect(svg).not.toMatch(/>always<\/text>|>z<\/text>/);
    expect(svg).toContain('means and their 95 % intervals');
  });

  test('of one scenario shows the interval that it names, and units', async () => {
    const svg = await renderSvg(sweepFigure(documentOf({}), 0, [run({}, 1), run({}, 2)])!);
    expect(svg).toContain('the mean and its 95 % interval');
    expect(svg).toContain('units of time');
    expect(svg).toContain('mark-rect role-mark layer_1');
  });

  test('is none where no run has a value', () => {
    expect(sweepFigure(documentOf({}), 0, [run({}, null)])).toBeUndefined();
  });
});
