import type { TopLevelSpec } from 'vega-lite';
import { shortened } from '../../input/harmless.js';
import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';

interface Drawing {
  svg: string;
  png: Uint8Array;
}

/** Characters that are told of why a figure cannot be drawn. */
const LONGEST_TOLD = 500;

/** Draws a figure. One that cannot be drawn is none, and is warned of in one line: a run is worth more than it. */
export async function drawFigure(
  name: string,
  specification: TopLevelSpec,
  warn: (message: string) => void,
): Promise<Drawing | undefined> {
  try {
    const svg = await renderSvg(specification);
    await moment();
    const png = await renderPng(svg);
    await moment();
    return { svg, png };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(
      `the figure '${name}' is left out, it cannot be drawn: ${shortened(reason.replaceAll(/\s+/g, ' '), LONGEST_TOLD)}`,
    );
    return undefined;
  }
}

/** Lets signals in: drawing takes seconds. */
async function moment(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
