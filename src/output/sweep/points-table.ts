import type { Column } from '../column.js';
import { parameterColumns } from './parameter-columns.js';
import type { SweepDocument, SweptEstimate, SweptPoint } from './sweep-document.js';

/** What is known of a metric at a point. */
type EstimateRow = Omit<SweptPoint, 'estimates'> & SweptEstimate;

/** A row a point and metric. */
export function estimateRows({ points }: SweepDocument): EstimateRow[] {
  return points.flatMap(({ estimates, ...point }) =>
    estimates.map((estimate) => ({ ...point, ...estimate })),
  );
}

export function pointsColumns(document: SweepDocument): Column<EstimateRow>[] {
  const { commits, hosts, parameters, points, seed, version } = document;
  const text = (name: string, value: (row: Readonly<EstimateRow>) => string): Column<EstimateRow> => ({
    ...{ name, type: 'text' },
    value,
  });
  const whole = (name: 'point' | 'runs' | 'missing' | 'failed'): Column<EstimateRow> => ({
    ...{ name, type: 'wide integer' },
    value: (row) => row[name],
  });
  const number = (
    name: string,
    value: (row: Readonly<EstimateRow>) => number | null,
  ): Column<EstimateRow> => ({
    ...{ name, type: 'number' },
    value: (row) => value(row) ?? Number.NaN,
  });
  return [
    whole('point'),
    ...parameterColumns<EstimateRow>(parameters, points),
    text('metric', ({ metric }) => metric),
    whole('runs'),
    whole('missing'),
    whole('failed'),
    number('mean', ({ mean }) => mean),
    number('low', ({ low }) => low),
    number('high', ({ high }) => high),
    number('standard_deviation', ({ standardDeviation }) => standardDeviation),
    number('least', ({ least }) => least),
    number('most', ({ most }) => most),
    text('scenario', ({ scenario }) => scenario),
    { name: 'seed', type: 'wide integer', value: () => seed },
    text('version', () => version),
    text('commit', () => commits.join(' ')),
    text('host', () => hosts.join(' ')),
  ];
}
