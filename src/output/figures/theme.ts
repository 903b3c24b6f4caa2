import type { Config } from 'vega-lite';

/** The font that is bundled for PNG; browsers that lack it take their own. */
export const fontFamily = 'DejaVu Sans';

/** Okabe and Ito's colours, told apart with any colour vision, but for yellow, which is faint on white. */
export const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#4D4D4D'] as const;

/** Past the palette's end its colours come again as dashed lines. */
export const dashes = [
  [1, 0],
  [6, 3],
] as const;

const ink = '#1F2933';
const faintInk = '#52606D';

/** How figures look, apart from what they show. */
export const theme: Config = {
  background: '#FFFFFF',
  font: `${fontFamily}, sans-serif`,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    color: ink,
    fontSize: 13,
    fontWeight: 'bold',
    offset: 10,
    subtitleColor: faintInk,
    subtitleFontSize: 11,
    subtitlePadding: 4,
  },
  axis: {
    domainColor: '#9AA5B1',
    gridColor: '#E4E7EB',
    labelColor: faintInk,
    labelFontSize: 11,
    tickColor: '#9AA5B1',
    titleColor: faintInk,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  // Wide enough for any label, so that panels one above the other share their left edge.
  axisY: { minExtent: 60, domain: false, ticks: false, tickCount: 5, labelPadding: 7 },
  axisX: { grid: false, labelFlush: false, tickCount: 10 },
  legend: {
    labelColor: ink,
    labelFontSize: 11,
    labelLimit: 240,
    symbolStrokeWidth: 2.5,
    symbolSize: 160,
    title: null,
  },
  line: { strokeWidth: 1.6, strokeJoin: 'round', strokeCap: 'round' },
};
