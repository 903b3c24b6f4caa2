import type { Summary } from '../simulation/summary.js';
import type { BlockDigest, LedgerDigest } from './ledger/ledger-writer.js';
import type { Timing } from './timing.js';

/** What `summary.json` holds: the summary, the ledger where there is one, and what the run cost. */
export interface SummaryDocument extends Summary {
  ledger?: { blocks: number; events: number; head: string };
  firstBlocks?: BlockDigest[];
  timing: Timing;
}

export function summaryDocument(summary: Summary, timing: Timing, ledger?: LedgerDigest): SummaryDocument {
  if (ledger === undefined) return { ...summary, timing };
  const { firstBlocks, ...digest } = ledger;
  return { ...summary, ledger: digest, firstBlocks, timing };
}
