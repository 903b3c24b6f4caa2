import { dirname } from 'node:path';
import type { NamedNetwork } from '../learning/neural/agent.js';
import type { CheckedScenario, LoadedScenario } from '../scenario/load.js';
import type { Summary } from '../simulation/summary.js';
import type { Observer } from '../systems/records.js';
import type { Table } from './column.js';
import { drawFigure } from './figures/draw-figure.js';
import { figureNames, figures } from './figures/figures.js';
import { History } from './figures/history.js';
import { ledgerOf } from './ledger/ledger-of.js';
import type { LedgerWriter } from './ledger/ledger-writer.js';
import { report } from './report/report.js';
import { finishedMarker, RunDirectory } from './run-directory.js';
import { writeSavedNetwork } from './saved-network.js';
import { type SummaryDocument, summaryDocument } from './summary-document.js';
import { type TableFormatName, tableFormats } from './table-formats.js';
import type { TableWriter } from './table-writer.js';
import { tables } from './tables.js';
import type { Timing } from './timing.js';

type RecordKind = keyof typeof tables;

const ledgerFile = 'ledger.ndjson';
/** Holds a folder a network, which `learning.neural.load` takes. */
const networksFolder = 'networks';
const reportFile = 'report.html';
const specificationFile = 'plots/market.vl.json';

/**
 * Everything that a run writes to its folder: tables, ledger, networks, figures, report and summary. Give {@link observers} to
 * the simulation; when the run has ended, {@link commit} or {@link abort}.
 */
export class RunOutput {
  readonly observers: readonly Observer[];
  readonly #scenario: LoadedScenario['scenario'];
  readonly #directory: RunDirectory;
  readonly #history: History;
  readonly #ledger: LedgerWriter | undefined;
  readonly #warn: (message: string) => void;
  #tables: TableWriter<never>[] = [];

  /**
   * Opens the folder, creating it where it is missing.
   *
   * @param options.formats - of the tables; each table is written in each of them
   * @param options.force - replace a finished run
   * @param options.warn - told, in one line, of what was left out because it failed; by default Node's warnings
   * @throws RunExistsError (an InputError) where the folder holds a finished run, unless forced
   * @throws InputError where the path is no folder, holds anything else of vickrey, or cannot be written to
   */
  constructor(
    directory: string,
    loaded: CheckedScenario,
    options: {
      formats: readonly TableFormatName[];
      force: boolean;
      warn?: (message: string) => void;
    },
  ) {
    const { scenario } = loaded;
    this.#scenario = scenario;
    this.#history = new History(scenario.time.mode === 'rounds' ? 'round' : 'sample');
    this.#warn = options.warn ?? ((message) => process.emitWarning(message));
    this.#directory = new RunDirectory(directory, options.force, {
      marker: finishedMarker,
      contents: 'run',
      owned: ownFiles(),
      shared: true,
    });
    try {
      const observers = recordKinds(scenario).flatMap((kind) =>
        options.formats.map((format) => this.#openTable(kind, format)),
      );
      this.#ledger = ledgerOf(loaded, this.#directory.path(ledgerFile));
      const networks = { networks: (all: readonly NamedNetwork[]) => this.#save(all) };
      this.observers = [...observers, networks, this.#history, ...(this.#ledger ? [this.#ledger] : [])];
    } catch (error) {
      this.abort();
      throw error;
    }
  }

  /** Writes what is known only at the end, and gives all files their names. Returns what `summary.json` holds. */
  async commit(summary: Summary, timing: Timing): Promise<SummaryDocument> {
    this.#closeTables();
    const document = summaryDocument(summary, timing, this.#ledger?.close());
    const figure = await this.#draw(summary);
    this.#directory.write(reportFile, report(document, this.#scenario, figure));
    this.#directory.write(finishedMarker, json(document));
    this.#directory.commit();
    return document;
  }

  /** Removes all that was written. A finished run that was to be replaced stays as it was. */
  abort(): void {
    try {
      this.#ledger?.discard();
      this.#closeTables();
    } catch {
      // What a full disk, say, could not take is thrown away all the same.
    }
    this.#directory.abort();
  }

  #openTable(kind: RecordKind, format: TableFormatName): Observer {
    const table: Table<never> = tables[kind];
    const name = `${table.name}.${format}`;
    const writer = tableFormats[format](this.#directory.path(name), table.columns);
    this.#tables.push(writer);
    return { name, [kind]: (record: never) => writer.write(record) };
  }

  #closeTables(): void {
    const open = this.#tables;
    this.#tables = [];
    for (const table of open) table.close();
  }

  /** Draws all figures but those that fail. Returns the SVG of the market. */
  async #draw({ scenario, seed }: Summary): Promise<string | undefined> {
    let market: string | undefined;
    for (const [name, specification] of figures(this.#history.finish(), { scenario, seed })) {
      const drawing = await drawFigure(name, specification, this.#warn);
      if (drawing === undefined) continue;
      this.#directory.write(`plots/${name}.svg`, drawing.svg);
      this.#directory.write(`plots/${name}.png`, drawing.png);
      if (name !== 'market') continue;
      this.#directory.write(specificationFile, json(specification));
      market = drawing.svg;
    }
    return market;
  }

  #save(networks: readonly NamedNetwork[]): void {
    for (const { name, shape, weights } of networks) {
      const model = this.#directory.path(`${networksFolder}/${name}/model.json`);
      writeSavedNetwork(dirname(model), shape, weights);
    }
  }
}

function recordKinds({ metrics }: LoadedScenario['scenario']): RecordKind[] {
  const isRecorded = { auction: true, round: true, server: metrics.servers !== 'none', bid: metrics.bids };
  return (Object.keys(tables) as RecordKind[]).filter((kind) => isRecorded[kind]);
}

/** Every file, or folder of files, that a run can leave in its folder. */
function ownFiles(): string[] {
  const tableFiles = Object.values(tables).flatMap(({ name }) =>
    Object.keys(tableFormats).map((format) => `${name}.${format}`),
  );
  const figureFiles = figureNames.flatMap((name) => [`plots/${name}.svg`, `plots/${name}.png`]);
  return [...tableFiles, ...figureFiles, specificationFile, ledgerFile, networksFolder, reportFile];
}

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
