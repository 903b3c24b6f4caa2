import type { CheckedScenario } from '../scenario/load.js';
import type { Summary } from '../simulation/summary.js';
import type { Observer } from '../systems/records.js';
import { ledgerOf } from './ledger/ledger-of.js';
import type { LedgerWriter } from './ledger/ledger-writer.js';
import { type SummaryDocument, summaryDocument } from './summary-document.js';
import type { Timing } from './timing.js';

/** The output of a run that writes no file: its summary alone, with the hashes of its ledger where it keeps one. */
export class SummaryOutput {
  readonly observers: readonly Observer[];
  readonly #ledger: LedgerWriter | undefined;

  constructor(loaded: CheckedScenario) {
    this.#ledger = ledgerOf(loaded);
    this.observers = this.#ledger ? [this.#ledger] : [];
  }

  /** Call when the run has ended. Returns what `summary.json` would hold. */
  commit(summary: Summary, timing: Timing): SummaryDocument {
    return summaryDocument(summary, timing, this.#ledger?.close());
  }

  /** There is nothing to remove. */
  abort(): void {}
}
