import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../../storage/sync.js';
import type { Column } from '../column.js';
import { drawFigure } from '../figures/draw-figure.js';
import { RunDirectory } from '../run-directory.js';
import { type TableFormatName, tableFormats } from '../table-formats.js';
import { estimateRows, pointsColumns } from './points-table.js';
import { runsColumns } from './runs-table.js';
import type { SweepDocument, SweptRun } from './sweep-document.js';
import { sweepFigure } from './sweep-figure.js';

const documentFile = 'results.json';

/** What is written of a sweep. */
interface SweepOutputs {
  readonly formats: readonly TableFormatName[];
  readonly figures: boolean;
  /** Told, in one line, of a figure that cannot be drawn. */
  warn(message: string): void;
  /** Told how to remove what is not finished, before anything is written. */
  onBegun(abort: () => void): void;
}

/** All that is written of a sweep, the document, which says that the others are whole, first. */
const written = [
  documentFile,
  ...Object.keys(tableFormats).flatMap((format) => [`runs.${format}`, `points.${format}`]),
  'plots',
];

/** Removes what an earlier time has written, in a folder that this process keeps: before runs are made that it lacks. */
export function reopenSweep(directory: string): void {
  rmSync(join(directory, documentFile), { force: true });
  // Nothing else goes while the document may still be there after a loss of power.
  syncFolder(directory);
  for (const name of written) rmSync(join(directory, name), { force: true, recursive: true });
}

/**
 * Writes what came of a sweep to its folder, which this process keeps: the document, a table with a row a run, one with a row a point and metric, and a figure a metric.
 * What an earlier time has written is replaced.
 */
export async function writeSweep(
  directory: string,
  document: SweepDocument,
  runs: readonly SweptRun[],
  { formats, figures, onBegun, warn }: SweepOutputs,
): Promise<void> {
  const use = { marker: documentFile, contents: 'sweep', owned: written, shared: true } as const;
  const folder = new RunDirectory(directory, true, use, true);
  onBegun(() => folder.abort());
  const put = (name: string, contents: string | Uint8Array): void => folder.write(name, contents);
  try {
    for (const format of formats) {
      const write = <Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): void => {
        const table = tableFormats[format](folder.path(`${name}.${format}`), columns);
        for (const row of rows) table.write(row);
        table.close();
      };
      write('runs', runsColumns(document), runs);
      write('points', pointsColumns(document), estimateRows(document));
    }
    if (figures) {
      for (const [place, { name }] of document.metrics.entries()) {
        const figure = sweepFigure(document, place, runs);
        if (!figure) continue;
        put(`plots/${name}.vl.json`, `${JSON.stringify(figure, null, 2)}\n`);
        const drawing = await drawFigure(name, figure, warn);
        if (!drawing) continue;
        put(`plots/${name}.svg`, drawing.svg);
        put(`plots/${name}.png`, drawing.png);
      }
    }
    put(documentFile, `${JSON.stringify(document, null, 2)}\n`);
    folder.commit();
  } catch (error) {
    folder.abort();
    throw error;
  }
}
