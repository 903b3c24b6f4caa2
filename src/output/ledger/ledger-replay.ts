import type { AuctionRecord, Observer } from '../../systems/records.js';
import { eventText, type GenesisBlock, type LedgerEvent } from './block.js';
import { BlockFault, readLine } from './block-line.js';
import { ledgerLines } from './ledger-lines.js';

/** The first auction in which a ledger and a repetition of its run differ; a side without the auction is undefined. */
export interface LedgerDifference {
  auction: number;
  field: keyof LedgerEvent;
  ledger: LedgerEvent[keyof LedgerEvent] | undefined;
  replay: LedgerEvent[keyof LedgerEvent] | undefined;
}

/**
 * Compares a running simulation with a ledger, auction by auction. The ledger is read as the run goes on; it is
 * expected to have passed `verifyLedger`. Throws {@link BlockFault} at a line that cannot be read.
 */
export class LedgerReplay implements Observer {
  /** From what the ledger's run started. */
  readonly genesis: GenesisBlock;
  readonly #events: Generator<LedgerEvent, void>;
  #difference: LedgerDifference | undefined;
  #compared = 0;

  constructor(path: string) {
    const [genesis] = blocksOf(path);
    if (genesis?.kind !== 'genesis') throw new BlockFault('the ledger does not begin with a genesis block');
    this.genesis = genesis;
    this.#events = eventsOf(path);
  }

  auction(record: Readonly<AuctionRecord>): void {
    if (this.#difference !== undefined) return;
    // Through text, as the ledger went: what JSON cannot hold is then the same on both sides.
    this.#compare(this.#next(), JSON.parse(eventText(record)) as LedgerEvent);
    this.#compared++;
  }

  /** Call when the run is over. Undefined where every auction is the same and neither side has more of them. */
  finish(): LedgerDifference | undefined {
    if (this.#difference === undefined) this.#compare(this.#next(), undefined);
    this.#events.return();
    return this.#difference;
  }

  #next(): LedgerEvent | undefined {
    return this.#events.next().value ?? undefined;
  }

  #compare(ledger: LedgerEvent | undefined, replay: LedgerEvent | undefined): void {
    for (const field of Object.keys(ledger ?? replay ?? {}) as (keyof LedgerEvent)[]) {
      if (JSON.stringify(ledger?.[field]) === JSON.stringify(replay?.[field])) continue;
      this.#difference = { auction: this.#compared, field, ledger: ledger?.[field], replay: replay?.[field] };
      return;
    }
  }
}

function* blocksOf(path: string) {
  for (const { bytes } of ledgerLines(path)) yield readLine(bytes).block;
}

function* eventsOf(path: string): Generator<LedgerEvent, void> {
  for (const block of blocksOf(path)) {
    if (block.kind === 'round' || block.kind === 'auction') yield* block.events;
  }
}
