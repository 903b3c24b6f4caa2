import type { TopLevelSpec } from 'vega-lite';
import { harmless } from '../../input/harmless.js';
import type { HistorySamples } from './history.js';
import { marketPanel } from './market-panel.js';
import { serverPanel } from './server-panel.js';
import { theme } from './theme.js';

/** Which run a figure is of. */
interface FigureCaption {
  scenario: string;
  seed: number;
}

interface Panel {
  title: string;
  /** Its specification but for size and title; the axis of rounds or samples may have a title. */
  draw(samples: HistorySamples, axisTitle: string | null): object;
}

/** The quantities that the white paper plots, by the name of their files. */
const panels = {
  loads: {
    title: 'Loads',
    draw: (samples, axis) => serverPanel(samples, 'loads', 'load (work units)', axis),
  },
  sensitivities: {
    title: 'Sensitivities',
    draw: (samples, axis) => serverPanel(samples, 'sensitivities', 'sensitivity', axis),
  },
  reserve: {
    title: 'Reserve',
    draw: (samples, axis) => marketPanel(samples, 'reserve', 'reserve (price)', axis),
  },
  fairness: {
    title: 'Fairness: standard deviation of loads, lower is fairer',
    draw: (samples, axis) => marketPanel(samples, 'fairness', 'std. deviation', axis),
  },
  welfare: {
    title: 'Social welfare: −Σ |load − target load|, 0 is best',
    draw: (samples, axis) => marketPanel(samples, 'welfare', 'welfare', axis),
  },
} satisfies Record<string, Panel>;

type PanelName = keyof typeof panels;
const panelNames = Object.keys(panels) as PanelName[];

/** Names of all figures: `market` holds the panels of all others. */
export const figureNames = ['market', ...panelNames] as const;
export type FigureName = (typeof figureNames)[number];

const panelWidth = 720;

/** The figures of a run as Vega-Lite specifications, data included. Panels without data are left out. */
export function figures(samples: HistorySamples, caption: FigureCaption): Map<FigureName, TopLevelSpec> {
  const drawable = panelNames.filter((name) => hasData(name, samples));
  const figures = new Map<FigureName, TopLevelSpec>();
  if (drawable.length > 0) figures.set('market', marketFigure(drawable, samples, caption));
  for (const name of drawable) figures.set(name, panelFigure(name, samples, caption));
  return figures;
}

/** A balancer has no reserve to draw. */
function hasData(name: PanelName, samples: HistorySamples): boolean {
  if (name === 'reserve') return samples.market.some(({ reserve }) => !Number.isNaN(reserve));
  return (name === 'loads' || name === 'sensitivities' ? samples.servers : samples.market).length > 0;
}

function marketFigure(names: PanelName[], samples: HistorySamples, caption: FigureCaption): TopLevelSpec {
  return topLevel({
    title: {
      text: runName(caption),
      subtitle: subtitle(samples),
      fontSize: 17,
      offset: 16,
      limit: panelWidth,
    },
    spacing: 22,
    vconcat: names.map((name, i) => ({
      title: panels[name].title,
      width: panelWidth,
      height: 140,
      ...panels[name].draw(samples, i === names.length - 1 ? samples.unit : null),
    })),
  });
}

function panelFigure(name: PanelName, samples: HistorySamples, caption: FigureCaption): TopLevelSpec {
  const subtitleText = `${runName(caption)}, ${subtitle(samples)}`;
  return topLevel({
    title: { text: panels[name].title, subtitle: subtitleText, limit: panelWidth },
    width: panelWidth,
    height: 280,
    ...panels[name].draw(samples, samples.unit),
  });
}

function runName({ scenario, seed }: FigureCaption): string {
  return `${harmless(scenario)}, seed ${seed}`;
}

function subtitle({ market, servers, stride, unit }: HistorySamples): string {
  const rounds = 1 + (market.at(-1)?.round ?? servers.at(-1)?.round ?? 0);
  // Strides are powers of two, so that 12th is none of them.
  const ending = stride % 10 === 2 ? 'nd' : 'th';
  return `${rounds} ${unit}${rounds === 1 ? '' : 's'}${stride > 1 ? `, every ${stride}${ending} drawn` : ''}`;
}

function topLevel(spec: object): TopLevelSpec {
  const schema = 'https://vega.github.io/schema/vega-lite/v6.json';
  return { $schema: schema, padding: 16, config: theme, ...spec } as TopLevelSpec;
}
