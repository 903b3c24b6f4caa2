import { numberLabels, roundAxis } from './axes.js';
import { drawable } from './drawable.js';
import type { HistorySamples, ServerSample } from './history.js';
import type { Spread } from './spread.js';
import { dashes, palette } from './theme.js';
import { scaleFromZero } from './value-scale.js';

type Quantity = Exclude<keyof ServerSample, 'round'>;

/** One quantity of the servers over rounds: a line a server, or where there are many, their spread. */
export function serverPanel(
  samples: HistorySamples,
  quantity: Quantity,
  title: string,
  axisTitle: string | null,
) {
  const rounds = samples.servers.map(({ round }) => round);
  const each = samples.servers.map((sample) => sample[quantity]);
  const numbers = each.flatMap((values) =>
    Array.isArray(values) ? values : [values.minimum, values.maximum],
  );
  const x = roundAxis(rounds, axisTitle);
  const scale = scaleFromZero(numbers);
  const y: ValueAxis = {
    type: 'quantitative',
    title: scale.type === 'log' ? `${title} (log)` : title,
    scale,
    axis: { labelExpr: numberLabels(numbers) },
  };
  return Array.isArray(each[0])
    ? linesOf(samples.serverIds, rounds, each as number[][], x, y)
    : spreadBands(rounds, each as Spread[], x, y);
}

type RoundAxis = ReturnType<typeof roundAxis>;
type ValueAxis = { type: 'quantitative'; title: string; scale: object; axis: { labelExpr: string } };

function linesOf(ids: readonly number[], rounds: number[], each: number[][], x: RoundAxis, y: ValueAxis) {
  const names = ids.map((id) => `server ${id}`);
  const values = each.flatMap((row, i) =>
    row.map((value, server) => ({ round: rounds[i], server: names[server], value: drawable(value) })),
  );
  const style = <T>(styles: readonly T[], of: (server: number) => number) => ({
    field: 'server',
    type: 'nominal' as const,
    scale: { domain: names, range: names.map((_, server) => styles[of(server)]!) },
  });
  return {
    data: { values },
    mark: { type: 'line' },
    encoding: {
      x,
      y: { field: 'value', ...y },
      color: style(palette, (server) => server % palette.length),
      strokeDash: style(dashes, (server) => Math.floor(server / palette.length) % dashes.length),
    },
  } as const;
}

const median = { name: 'median', color: palette[0] };
const bands = [
  { name: 'all servers', color: '#DCEAF5', from: 'minimum', to: 'maximum' },
  { name: '10th–90th percentile', color: '#9CC3E3', from: 'p10', to: 'p90' },
] as const;

function spreadBands(rounds: number[], each: Spread[], x: RoundAxis, y: ValueAxis) {
  const styles = [median, ...[...bands].reverse()];
  const color = {
    scale: { domain: styles.map(({ name }) => name), range: styles.map(({ color }) => color) },
    legend: { symbolType: 'square', symbolStrokeWidth: 0 },
    type: 'nominal',
  } as const;
  return {
    data: { values: each.map((spread, i) => ({ round: rounds[i]!, ...drawableSpread(spread) })) },
    encoding: { x },
    layer: [
      ...bands.map(({ name, from, to }) => ({
        mark: { type: 'area' as const },
        encoding: { y: { field: from, ...y }, y2: { field: to }, color: { datum: name, ...color } },
      })),
      {
        mark: { type: 'line' as const },
        encoding: { y: { field: 'median', ...y }, color: { datum: median.name, ...color } },
      },
    ],
  } as const;
}

function drawableSpread(spread: Spread): { [Part in keyof Spread]: number | null } {
  const { minimum, p10, median, p90, maximum } = spread;
  return {
    minimum: drawable(minimum),
    p10: drawable(p10),
    median: drawable(median),
    p90: drawable(p90),
    maximum: drawable(maximum),
  };
}
