import type { TopLevelSpec } from 'vega-lite';
import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';

interface Drawing {
  svg: string;
  png: Uint8Array;
}

/** Draws a figure. One that cannot be drawn is none, and is warned of in one line: a run is worth more than it. */
export async function drawFigure(
  name: string,
  specification: TopLevelSpec,
  warn: (message: string) => void,
): Promise<Drawing | undefined> {
  try {
    const svg = await renderSvg(specification);
    return { svg, png: await renderPng(svg) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`the figure '${name}' is left out, it cannot be drawn: ${reason.replaceAll(/\s+/g, ' ')}`);
    return undefined;
  }
}
