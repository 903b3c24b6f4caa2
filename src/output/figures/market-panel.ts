import { numberLabels, roundAxis } from './axes.js';
import { drawable } from './drawable.js';
import type { HistorySamples, MarketSample } from './history.js';
import { palette } from './theme.js';
import { scaleOfValues } from './value-scale.js';

/** One quantity of the whole market over rounds, as a line. */
export function marketPanel(
  samples: HistorySamples,
  quantity: keyof MarketSample,
  title: string,
  axisTitle: string | null,
) {
  const numbers = samples.market.map((sample) => sample[quantity]);
  const values = samples.market.map(({ round }, i) => ({ round, value: drawable(numbers[i]!) }));
  return {
    data: { values },
    mark: { type: 'line', color: palette[0] },
    encoding: {
      x: roundAxis(
        values.map(({ round }) => round),
        axisTitle,
      ),
      y: {
        field: 'value',
        type: 'quantitative',
        title,
        scale: scaleOfValues(numbers),
        axis: { labelExpr: numberLabels(numbers) },
      },
    },
  } as const;
}
