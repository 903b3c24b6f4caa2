import type { TopLevelSpec } from 'vega-lite';
import { StrictLogger } from './strict-logger.js';

/**
 * Draws a Vega-Lite specification. The same specification gives the same bytes.
 *
 * @throws Error where it cannot be drawn
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  // Imported here, because loading them takes longer than many a run.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const logger = new StrictLogger();
  const view = new vega.View(vega.parse(compile(spec, { logger }).spec), { renderer: 'none', logger });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
