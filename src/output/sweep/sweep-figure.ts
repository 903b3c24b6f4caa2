import type { TopLevelSpec } from 'vega-lite';
import { numberLabels } from '../figures/axes.js';
import { drawable } from '../figures/drawable.js';
import { palette, theme } from '../figures/theme.js';
import { printable } from '../printable.js';
import { readableNumber } from '../summary/readable-number.js';
import { parametersText, parameterText } from './parameter-text.js';
import type { SweepDocument, SweptMetric, SweptPoint, SweptRun } from './sweep-document.js';

const width = 620;
const height = 340;

/** Points that still have a label each, and series that still have a colour each. */
const mostLabels = 40;
const mostSeries = palette.length;

/**
 * One metric over what is varied: means with their intervals along the first parameter that is a number, a colour for each combination of
 * the others; of one point, how its runs are spread. Undefined where no run has a value.
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
    document.points.length === 1 ? spread(metric, runs) : alongParameters(document, metric, place);
  if (!drawn) return undefined;
  const { commits, hosts, name, plan, seed, version } = document;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    usermeta: { name, plan, seed, version, commits, hosts, digest: document.digest },
    padding: 16,
    config: theme,
    title: { text: capitalised(metric.title), subtitle: subtitle(document), fontSize: 15, limit: width },
    width,
    ...drawn,
  } as TopLevelSpec;
}

/** What is drawn, and where it comes from. */
function subtitle(document: SweepDocument): string[] {
  const { commits, hosts, level, name, plan, replications, seed, version } = document;
  const show = readableNumber;
  const commit = commits.map((each) => `, commit ${each.slice(0, 7)}`).join('');
  return [
    `${printable(name)}: ${show(replications)} replications, ${show(100 * level)} % intervals`,
    `seed ${seed}, plan ${plan.slice(0, 12)}, vickrey ${version}${commit}, ${printable(hosts.join(' '))}`,
  ];
}

function spread({ name }: SweptMetric, runs: readonly SweptRun[]) {
  const values = runs
    .map(({ ended }) => ended?.metrics[name] ?? null)
    .filter((value) => value !== null)
    .map((value) => ({ value: drawable(value) }));
  if (values.length === 0) return undefined;
  const labels = numberLabels(values.map(({ value }) => value!));
  const x = { field: 'value', type: 'quantitative', title: null, axis: { labelExpr: labels } };
  return {
    height,
    data: { values },
    layer: [
      {
        mark: { type: 'bar', color: palette[5] },
        encoding: {
          x: { ...x, bin: { maxbins: 30 } },
          y: { aggregate: 'count', type: 'quantitative', title: 'runs' },
        },
      },
      {
        mark: { type: 'rule', color: palette[1], strokeWidth: 2 },
        encoding: { x: { ...x, aggregate: 'mean' } },
      },
    ],
  };
}

function alongParameters({ parameters, points }: SweepDocument, { name }: SweptMetric, place: number) {
  const along = parameters.find((path) => isAxis(points, path));
  const others = parameters.filter((path) => path !== along);
  const rows = points.flatMap(({ estimates, parameters: values, point }) => {
    const { mean, halfWidth } = estimates[place]!;
    if (mean === null) return [];
    const half = halfWidth ?? 0;
    const rest = Object.fromEntries(
      others.filter((path) => path in values).map((path) => [path, values[path]]),
    );
    return {
      x: along === undefined ? labelOf(points.length, point, values) : (values[along] as number),
      series: printable(others.length === 1 ? parameterText(rest[others[0]!]) : parametersText(rest)),
      mean: drawable(mean),
      low: drawable(mean - half),
      high: drawable(mean + half),
    };
  });
  if (rows.length === 0) return undefined;
  const series = [...new Set(rows.map((row) => row.series))];
  const coloured = along !== undefined && others.length > 0 && series.length <= mostSeries;
  const joined = along !== undefined && (others.length === 0 || coloured);
  const numbers = rows.flatMap(({ low, high }) => [low!, high!]);
  const y = (field: string) => ({
    ...{ field, type: 'quantitative', title: null },
    ...{ scale: { zero: false }, axis: { labelExpr: numberLabels(numbers), grid: true } },
  });
  const encoding = {
    x: xAxis(
      along,
      rows.map((row) => row.x),
    ),
    ...(coloured && {
      color: { field: 'series', type: 'nominal', sort: null, scale: { domain: series, range: palette } },
    }),
  };
  const single = coloured ? {} : { color: palette[0] };
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

/** Whether a parameter is a number at every point, and not always the same. */
function isAxis(points: readonly SweptPoint[], path: string): boolean {
  const values = points.map(({ parameters }) => parameters[path]);
  return values.every((value) => typeof value === 'number') && new Set(values).size > 1;
}

function labelOf(points: number, point: number, values: Readonly<Record<string, unknown>>): string | number {
  if (points > mostLabels) return point;
  const texts = Object.values(values);
  return printable(texts.length === 1 ? parameterText(texts[0]) : parametersText(values));
}

function xAxis(along: string | undefined, values: readonly (string | number)[]) {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) {
    return {
      field: 'x',
      type: 'nominal',
      sort: null,
      title: null,
      axis: { labelAngle: -30, labelLimit: 200 },
    };
  }
  return {
    ...{ field: 'x', type: 'quantitative', title: printable(along ?? 'point') },
    ...{ scale: { zero: false }, axis: { labelExpr: numberLabels(numbers) } },
  };
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
