import { tellingFiles } from '../../storage/folder-contents.js';
import type { Column } from '../column.js';
import { drawFigure } from '../figures/draw-figure.js';
import { csv } from '../formats/csv.js';
import { type FolderUse, RunDirectory } from '../run-directory.js';
import type { CompareDocument, ComparedRun, TaskAccount } from './compare-document.js';
import { compareFigure } from './compare-figure.js';

const documentFile = tellingFiles.comparison[0];
const tableFile = 'compare.csv';
const figureFile = 'plots/compare';
const folder: FolderUse = {
  marker: documentFile,
  contents: 'comparison',
  owned: [tableFile, ...['vl.json', 'svg', 'png'].map((ending) => `${figureFile}.${ending}`)],
  shared: true,
};

/** What a comparison writes to its folder: the document, a table with a row a run, and the figure. */
export class CompareOutput {
  readonly #directory: RunDirectory;

  /**
   * Opens the folder, creating it where it is missing.
   *
   * @param force - replace a finished comparison
   * @param warn - told, in one line, of a figure that cannot be drawn
   * @throws InputError where the folder holds a finished comparison, unless forced, or anything else of vickrey, or
   *   cannot be written to
   */
  constructor(
    directory: string,
    force: boolean,
    private readonly warn: (message: string) => void,
  ) {
    this.#directory = new RunDirectory(directory, force, folder);
  }

  /** Writes everything, and gives the files their names. */
  async commit(document: CompareDocument): Promise<void> {
    const write = (name: string, content: string | Uint8Array): void => this.#directory.write(name, content);
    const table = csv(this.#directory.path(tableFile), columnsOf(document));
    for (const run of document.runs) table.write(run);
    table.close();
    const figure = compareFigure(document);
    if (figure) {
      write(`${figureFile}.vl.json`, `${JSON.stringify(figure, null, 2)}\n`);
      const drawing = await drawFigure('compare', figure, this.warn);
      if (drawing) {
        write(`${figureFile}.svg`, drawing.svg);
        write(`${figureFile}.png`, drawing.png);
      }
    }
    write(documentFile, `${JSON.stringify(document, null, 2)}\n`);
    this.#directory.commit();
  }

  /** Removes everything that was written. Harmless when called twice. */
  abort(): void {
    this.#directory.abort();
  }
}

const accounts = [
  'arrived',
  'completed',
  'unfinished',
  'rejected',
  'lost',
] as const satisfies readonly (keyof TaskAccount)[];

function columnsOf({ runs }: CompareDocument): Column<ComparedRun>[] {
  const text = (name: 'alternative' | 'stop' | 'digest'): Column<ComparedRun> => ({
    name,
    type: 'text',
    value: (run) => run[name],
  });
  const whole = (name: 'replication' | 'seed'): Column<ComparedRun> => ({
    name,
    type: 'wide integer',
    value: (run) => run[name],
  });
  return [
    text('alternative'),
    whole('replication'),
    whole('seed'),
    ...accounts.map(
      (name): Column<ComparedRun> => ({ name, type: 'integer', value: ({ tasks }) => tasks[name] }),
    ),
    ...Object.keys(runs[0]?.values ?? {}).map(
      (name): Column<ComparedRun> => ({
        name: name.replaceAll('-', '_'),
        type: 'number',
        value: ({ values }) => values[name] ?? Number.NaN,
      }),
    ),
    text('stop'),
    text('digest'),
  ];
}
