import type { TopLevelSpec } from 'vega-lite';
import { harmless } from '../../input/harmless.js';
import { numberLabels } from '../figures/axes.js';
import { drawable } from '../figures/drawable.js';
import { palette, theme } from '../figures/theme.js';
import { readableNumber } from '../summary/readable-number.js';
import { missingNote } from './missing-note.js';
import { parameterText } from './parameter-text.js';
import type { SweepDocument, SweptEstimate, SweptMetric, SweptPoint, SweptRun } from './sweep-document.js';

const width = 620;
const height = 340;

/** Points that still have a label each, and series that still have a colour each. */
const mostLabels = 40;
const mostSeries = palette.length;
/** Pixels of a label. */
const labelLimit = 400;

const unitTitles: Readonly<Record<string, string>> = { time: 'units of time', load: 'units of work' };

/**
 * One metric over what is varied: means with their intervals along the first parameter that is a number, a colour for each combination of
 * the others, or for each value of one of them where these are too many; of one point, how its runs are spread. Undefined where no run has
 * a value.
 *
 * @param place - of the metric in the document
 * @param runs - of the one point, where there is but one
 */
export function sweepFigure(
  document: SweepDocument,
  place: number,
  runs: readonly SweptRun[],
): TopLevelSpec | undefined {
  const metric = document.metrics[place]!;
  const drawn =
    document.points.length === 1
      ? spread(document.points[0]!.estimates[place]!, metric, runs)
      : alongParameters(document, metric, place);
  if (!drawn) return undefined;
  const { commits, hosts, name, plan, seed, version } = document;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    usermeta: { name, plan, seed, version, commits, hosts, digest: document.digest },
    padding: 16,
    config: theme,
    title: {
      text: capitalised(metric.title),
      subtitle: subtitle(document, place),
      fontSize: 15,
      limit: width,
    },
    width,
    ...drawn,
  } as TopLevelSpec;
}

/** What is drawn, and where it comes from. */
function subtitle(document: SweepDocument, place: number): string[] {
  const { commits, hosts, level, name, plan, points, replications, seed, version } = document;
  const show = readableNumber;
  const missing = missingNote(document, place);
  const interval = `${show(100 * level)} % interval`;
  const means = points.length === 1 ? `the mean and its ${interval}` : `means and their ${interval}s`;
  const shown = replications === 1 ? '1 replication' : `${show(replications)} replications, ${means}`;
  const commit = commits.map((each) => `, commit ${each.slice(0, 7)}`).join('');
  return [
    `${harmless(name)}: ${shown}`,
    ...(missing === undefined ? [] : [missing]),
    `seed ${seed}, plan ${plan.slice(0, 12)}, vickrey ${version}${commit}, ${harmless(hosts.join(' '))}`,
  ];
}

function spread({ high, low, mean }: SweptEstimate, { name, unit }: SweptMetric, runs: readonly SweptRun[]) {
  const values = runs
    .map(({ ended }) => ended?.metrics[name] ?? null)
    .filter((value) => value !== null)
    .map((value) => ({ value: drawable(value) }));
  if (values.length === 0 || mean === null) return undefined;
  const axis = { labelExpr: numberLabels(values.map(({ value }) => value!)) };
  const title = unitTitles[unit] ?? unit;
  const x = (field: string) => ({ field, type: 'quantitative', title, axis, scale: { zero: false } });
  const interval = [{ mean: drawable(mean), low: drawable(low ?? mean), high: drawable(high ?? mean) }];
  return {
    height,
    layer: [
      {
        data: { values },
        // Not binned by the encoding: its axis would have ticks under the bins alone.
        transform: [
          { bin: { maxbins: 30 }, field: 'value', as: ['from', 'to'] },
          { aggregate: [{ op: 'count', as: 'runs' }], groupby: ['from', 'to'] },
        ],
        mark: { type: 'rect', color: palette[5], stroke: 'white' },
        encoding: {
          x: x('from'),
          x2: { field: 'to' },
          y: { field: 'runs', type: 'quantitative', title: 'runs', axis: { tickMinStep: 1 } },
          y2: { datum: 0 },
        },
      },
      {
        data: { values: interval },
        mark: { type: 'rect', color: palette[1], opacity: 0.25 },
        encoding: { x: x('low'), x2: { field: 'high' } },
      },
      {
        data: { values: interval },
        mark: { type: 'rule', color: palette[1], strokeWidth: 2 },
        encoding: { x: x('mean') },
      },
    ],
  };
}

function alongParameters({ parameters, points }: SweepDocument, { name, unit }: SweptMetric, place: number) {
  const along = parameters.find((path) => isAxis(points, path));
  const others = parameters.filter((path) => path !== along);
  const told = coloured(points, along === undefined ? [] : others);
  const rows = points.flatMap(({ estimates, parameters: values, point }) => {
    const { high, low, mean } = estimates[place]!;
    if (mean === null) return [];
    return {
      x: along === undefined ? labelOf(points.length, point, values, parameters) : (values[along] as number),
      series: seriesOf(values, told),
      mean: drawable(mean),
      low: drawable(low ?? mean),
      high: drawable(high ?? mean),
    };
  });
  if (rows.length === 0) return undefined;
  const series = [...new Set(rows.map((row) => row.series))];
  const joined = along !== undefined && told.length === others.length;
  const numbers = rows.flatMap(({ low, high }) => [low!, high!]);
  const y = (field: string) => ({
    ...{ field, type: 'quantitative', title: unitTitles[unit] ?? unit },
    ...{ scale: { zero: false }, axis: { labelExpr: numberLabels(numbers), grid: true } },
  });
  const encoding = {
    x: xAxis(
      along,
      rows.map((row) => row.x),
      parameters,
    ),
    ...(told.length > 0 && {
      color: {
        ...{ field: 'series', type: 'nominal', sort: null, scale: { domain: series, range: palette } },
        legend: { title: harmless(told.join(', ')), labelLimit, titleLimit: labelLimit },
      },
    }),
  };
  const single = told.length > 0 ? {} : { color: palette[0] };
  return {
    height,
    data: { name, values: rows },
    encoding,
    layer: [
      ...(joined ? [{ mark: { type: 'line', ...single }, encoding: { y: y('mean') } }] : []),
      {
        mark: { type: 'rule', strokeWidth: 1.6, ...single },
        encoding: { y: y('low'), y2: { field: 'high' } },
      },
      { mark: { type: 'point', filled: true, size: 40, ...single }, encoding: { y: y('mean') } },
    ],
  };
}

/** Which of the parameters colours tell: all, where there is a colour for each combination, or the first for whose values there are. */
function coloured(points: readonly SweptPoint[], others: readonly string[]): readonly string[] {
  const fits = (paths: readonly string[]): boolean =>
    new Set(points.map(({ parameters }) => seriesOf(parameters, paths))).size <= mostSeries;
  if (fits(others)) return others;
  const one = others.find((path) => fits([path]) && !isConstant(points, path));
  return one === undefined ? [] : [one];
}

/** The values of these parameters, in their order. */
function seriesOf(values: Readonly<Record<string, unknown>>, paths: readonly string[]): string {
  return harmless(paths.map((path) => (path in values ? parameterText(values[path]) : '–')).join(', '));
}

function isConstant(points: readonly SweptPoint[], path: string): boolean {
  return new Set(points.map(({ parameters }) => parameterText(parameters[path]))).size === 1;
}

/** Whether a parameter is a number at every point, and not always the same. */
function isAxis(points: readonly SweptPoint[], path: string): boolean {
  const values = points.map(({ parameters }) => parameters[path]);
  return values.every((value) => typeof value === 'number') && new Set(values).size > 1;
}

function labelOf(
  points: number,
  point: number,
  values: Readonly<Record<string, unknown>>,
  paths: readonly string[],
): string | number {
  return points > mostLabels ? point : seriesOf(values, paths);
}

function xAxis(along: string | undefined, values: readonly (string | number)[], paths: readonly string[]) {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) {
    return {
      field: 'x',
      type: 'nominal',
      sort: null,
      title: harmless(paths.join(', ')),
      axis: { labelAngle: -30, labelLimit },
    };
  }
  return {
    ...{ field: 'x', type: 'quantitative', title: harmless(along ?? 'point') },
    ...{ scale: { zero: false }, axis: { labelExpr: numberLabels(numbers) } },
  };
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
