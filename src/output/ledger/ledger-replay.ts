import type { CheckedScenario } from '../../scenario/load.js';
import type { AuctionRecord, Observer, RoundRecord } from '../../systems/records.js';
import { type Block, eventText, type LedgerEvent } from './block.js';
import { BlockBounds } from './block-bounds.js';
import { BlockFault } from './block-line.js';
import { genesisDifference } from './genesis-difference.js';
import { genesisOf, ledgerBlocks } from './ledger-blocks.js';
import type { LedgerDifference } from './ledger-difference.js';
import { originOf } from './ledger-of.js';

type Difference = Omit<LedgerDifference, 'block'>;

/**
 * Compares a simulation with a ledger, block by block: what it starts from, then the kinds of blocks, their rounds, which
 * auctions are in which, every auction, and that neither side has more. The hashes of blocks follow from their contents, so
 * they are the same where these are. The ledger is read as the run goes on, one block in memory at a time; it is expected to
 * have passed `verifyLedger`.
 */
export class LedgerReplay implements Observer {
  readonly #blocks: Generator<Block, void>;
  readonly #bounds: BlockBounds;
  readonly #kind: 'round' | 'auction';
  /** The block that auctions are compared with; undefined before its first. */
  #block: Block | undefined;
  #index = 0;
  /** Auctions of the block that were compared. */
  #compared = 0;
  #difference: LedgerDifference | undefined;

  /**
   * @param loaded - what the simulation is of; the warm-up and what is recorded say nothing
   * @throws BlockFault at a line that is no block, here and as the run goes on
   */
  constructor(path: string, loaded: CheckedScenario) {
    const genesis = genesisOf(path);
    // Versions that state no bound had none.
    const { mostAuctions = Number.POSITIVE_INFINITY } = genesis;
    const { block } = loaded.scenario.ledger;
    this.#difference = genesisDifference(genesis, originOf(loaded));
    this.#blocks = ledgerBlocks(path);
    this.#blocks.next();
    this.#kind = block;
    this.#bounds = new BlockBounds(
      { block, mostAuctions },
      { auction: (record) => this.#compareAuction(record), closed: (round) => this.#compareEnd(round) },
    );
  }

  /** The first place in which the two differ; undefined as long as there is none. */
  get difference(): LedgerDifference | undefined {
    return this.#difference;
  }

  auction(record: Readonly<AuctionRecord>): void {
    this.#bounds.auction(record);
  }

  round(record: Readonly<RoundRecord>): void {
    this.#bounds.round(record);
  }

  /** Call when the run is over, or the two differ. Returns {@link difference}. */
  finish(): LedgerDifference | undefined {
    this.#bounds.finish();
    if (this.#difference === undefined) this.#open('seal');
    this.#blocks.return();
    return this.#difference;
  }

  #compareAuction(record: Readonly<AuctionRecord>): void {
    const events = this.#events();
    if (!events) return;
    const event = events[this.#compared];
    const text = eventText(record);
    this.#compared++;
    // Through text, as the ledger went: what JSON cannot hold is then the same on both sides.
    if (event === undefined || JSON.stringify(event) !== text) {
      this.#differ(auctionDifference(event, JSON.parse(text) as LedgerEvent));
    }
  }

  #compareEnd(round: number | undefined): void {
    const events = this.#events();
    if (!events) return;
    const block = this.#block!;
    const surplus = events[this.#compared];
    if (surplus) this.#differ(auctionDifference(surplus, undefined));
    else if (block.kind === 'round' && block.round !== round) {
      this.#differ({ field: 'round', ledger: block.round, replay: round });
    }
    this.#block = undefined;
    this.#compared = 0;
  }

  /** The auctions of the open block; undefined once the two differ. */
  #events(): readonly LedgerEvent[] | undefined {
    if (this.#difference !== undefined) return undefined;
    if (this.#block === undefined) this.#open(this.#kind);
    return this.#difference === undefined ? eventsOf(this.#block!) : undefined;
  }

  /** Goes on to the next block of the ledger, which is `kind` in the run. */
  #open(kind: Block['kind']): void {
    const block = this.#blocks.next().value;
    if (!block) throw new BlockFault('the ledger ends without a seal');
    this.#block = block;
    this.#index++;
    if (block.kind !== kind) this.#differ({ field: 'kind', ledger: block.kind, replay: kind });
  }

  #differ(difference: Difference): void {
    this.#difference = { block: this.#index, ...difference };
  }
}

function eventsOf(block: Block): readonly LedgerEvent[] | undefined {
  return block.kind === 'round' || block.kind === 'auction' ? block.events : undefined;
}

/** How one auction of a block differs from another, or from none. */
function auctionDifference(ledger: LedgerEvent | undefined, replay: LedgerEvent | undefined): Difference {
  const auction = (ledger ?? replay)!.auction;
  for (const field of Object.keys(ledger ?? replay!) as (keyof LedgerEvent)[]) {
    const [old, now] = [ledger?.[field], replay?.[field]];
    if (JSON.stringify(old) !== JSON.stringify(now)) return { auction, field, ledger: old, replay: now };
  }
  throw new Error('the auctions are the same');
}
