import type { AuctionRecord, Observer, RoundRecord } from '../../systems/records.js';

/** What one block holds. */
export interface BlockRule {
  readonly block: 'round' | 'auction';
  /** Auctions of a block of a round, at most; the rest of the round is in further blocks of it. */
  readonly mostAuctions: number;
}

/** Is told of a ledger's blocks as a run makes them. */
export interface BlockListener {
  /** An auction that belongs to the open block. The record is used again for the next. */
  auction(record: Readonly<AuctionRecord>): void;
  /** The end of the open block, which may hold no auction. A block of one auction has no round. */
  closed(round: number | undefined): void;
}

/** Says which auctions of a run are in which block of its ledger. Holds none of them. */
export class BlockBounds implements Observer {
  readonly #rule: BlockRule;
  readonly #listener: BlockListener;
  /** Auctions of the open block. */
  #auctions = 0;
  /** Number of the round that has not ended. */
  #round = 0;

  constructor(rule: BlockRule, listener: BlockListener) {
    this.#rule = rule;
    this.#listener = listener;
  }

  auction(record: Readonly<AuctionRecord>): void {
    const { block, mostAuctions } = this.#rule;
    // A round of just so many is one block: the bound shows at the next auction.
    if (this.#auctions === mostAuctions) this.#close(this.#round);
    this.#listener.auction(record);
    this.#auctions++;
    if (block === 'auction') this.#close(undefined);
  }

  round({ round }: Readonly<RoundRecord>): void {
    this.#round = round + 1;
    if (this.#rule.block === 'round') this.#close(round);
  }

  /** Call when the run is over: one that stopped inside a round has auctions that no round closed. */
  finish(): void {
    if (this.#auctions > 0) this.#close(this.#round);
  }

  #close(round: number | undefined): void {
    this.#listener.closed(round);
    this.#auctions = 0;
  }
}
