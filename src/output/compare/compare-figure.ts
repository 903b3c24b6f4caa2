import type { TopLevelSpec } from 'vega-lite';
import { harmless } from '../../input/harmless.js';
import { numberLabels } from '../figures/axes.js';
import { drawable } from '../figures/drawable.js';
import { palette, theme } from '../figures/theme.js';
import { readableNumber } from '../summary/readable-number.js';
import type { CompareDocument, ComparedDifference } from './compare-document.js';

const width = 560;
const rowHeight = 26;

/** Better, worse, and neither or not sure. */
const judgements = { better: palette[2], worse: palette[1], open: palette[6] };

/** The intervals of all differences: a panel a metric, a line an alternative; undefined where nothing could be compared. */
export function compareFigure(document: CompareDocument): TopLevelSpec | undefined {
  const { baseline, differences, level, metrics, replications, seed } = document;
  const panels = metrics
    .map((metric) => ({
      ...metric,
      rows: differences.filter(({ metric: name, low }) => name === metric.name && low !== null),
    }))
    .filter(({ rows }) => rows.length > 0);
  if (panels.length === 0) return undefined;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 16,
    config: theme,
    title: {
      text: `Differences from ${harmless(baseline)}`,
      subtitle: `${replications} replications, seed ${seed}; intervals of ${readableNumber(100 * level)} % together`,
      fontSize: 17,
      offset: 16,
      limit: width,
    },
    spacing: 22,
    vconcat: panels.map(({ title, better, rows }) => ({
      title,
      width,
      height: { step: rowHeight },
      ...panel(rows, better),
    })),
  } as TopLevelSpec;
}

function panel(rows: readonly ComparedDifference[], better: 'lower' | 'neither') {
  const numbers = rows.flatMap(({ low, high }) => [low!, high!, 0]);
  const values = rows.map(({ alternative, difference, low, high, verdict }) => ({
    alternative: harmless(alternative),
    difference: drawable(difference!),
    low: drawable(low!),
    high: drawable(high!),
    judgement: judgementOf(verdict, better),
  }));
  const y = { field: 'alternative', type: 'nominal', sort: null, title: null };
  const scale = numbers.every((value) => value === 0) ? { domain: [-1, 1] } : { zero: true };
  const axis = { labelExpr: numberLabels(numbers), grid: true };
  const x = { type: 'quantitative', title: null, scale, axis };
  const color = {
    field: 'judgement',
    type: 'nominal',
    scale: { domain: Object.keys(judgements), range: Object.values(judgements) },
    legend: null,
  };
  return {
    data: { values },
    layer: [
      { mark: { type: 'rule', color: palette[6], strokeWidth: 1 }, encoding: { x: { datum: 0, ...x } } },
      {
        mark: { type: 'rule', strokeWidth: 2.5 },
        encoding: { x: { field: 'low', ...x }, x2: { field: 'high' }, y, color },
      },
      {
        mark: { type: 'point', filled: true, size: 60 },
        encoding: { x: { field: 'difference', ...x }, y, color },
      },
    ],
  };
}

function judgementOf(
  verdict: ComparedDifference['verdict'],
  better: 'lower' | 'neither',
): keyof typeof judgements {
  if (better === 'neither' || (verdict !== 'lower' && verdict !== 'higher')) return 'open';
  return verdict === better ? 'better' : 'worse';
}
