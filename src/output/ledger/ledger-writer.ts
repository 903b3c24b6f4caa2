import type { FilePath } from '../../scenario/named-files.js';
import type { AuctionRecord, Observer, RoundRecord } from '../../systems/records.js';
import { TextFile } from '../text-file.js';
import { type Block, eventText, fileMembers, noHash } from './block.js';
import { BlockBounds, type BlockRule } from './block-bounds.js';
import { sealLine } from './block-line.js';
import { merkleRoot } from './merkle-root.js';

/** A block in short: its number, what it is, how many auctions it holds, its SHA-256 in hexadecimal. */
export interface BlockDigest {
  index: number;
  kind: Block['kind'];
  events: number;
  hash: string;
}

/** What a finished ledger holds: all its blocks and auctions, and the hash of the last block. */
export interface LedgerDigest {
  blocks: number;
  events: number;
  head: string;
  firstBlocks: BlockDigest[];
}

/** From what a run can be repeated, and how its auctions are put into blocks. */
export interface LedgerOrigin extends BlockRule {
  readonly version: string;
  readonly seed: number;
  /** The scenario with all defaults, as JSON can hold it. */
  readonly scenario: object;
  /** SHA-256 of the files that it names, hexadecimal, by where it names them. */
  readonly files: Readonly<Partial<Record<FilePath, string>>>;
}

const firstBlocksKept = 5;

/**
 * Puts the auctions of a run into a chain of blocks, one a line: a genesis, blocks of a round or an auction, and a seal
 * that counts them. Holds the auctions of one block.
 */
export class LedgerWriter implements Observer {
  readonly name = 'ledger';
  readonly #file: TextFile | undefined;
  readonly #bounds: BlockBounds;
  readonly #kind: 'round' | 'auction';
  readonly #firstBlocks: BlockDigest[] = [];
  #pending: string[] = [];
  #blocks = 0;
  #events = 0;
  #head = noHash;

  /** Without a path the blocks are hashed and written nowhere. Throws what the file system throws. */
  constructor(origin: LedgerOrigin, path?: string) {
    this.#file = path === undefined ? undefined : new TextFile(path);
    this.#kind = origin.block;
    this.#bounds = new BlockBounds(origin, {
      auction: (record) => this.#pending.push(eventText(record)),
      closed: (round) => this.#closeBlock(round),
    });
    this.#append('genesis', 0, genesisMembers(origin));
  }

  auction(record: Readonly<AuctionRecord>): void {
    this.#bounds.auction(record);
  }

  round(record: Readonly<RoundRecord>): void {
    this.#bounds.round(record);
  }

  /** Seals the chain and closes the file. Throws what the file system throws. */
  close(): LedgerDigest {
    this.#bounds.finish();
    this.#append('seal', 0, `"blocks":${this.#blocks + 1},"events":${this.#events}`);
    this.#file?.close();
    return { blocks: this.#blocks, events: this.#events, head: this.#head, firstBlocks: this.#firstBlocks };
  }

  /** Closes the file as it is, without a seal: what is in it is thrown away. Harmless after {@link close}. */
  discard(): void {
    this.#pending = [];
    this.#file?.discard();
  }

  #closeBlock(round: number | undefined): void {
    const events = this.#pending;
    this.#pending = [];
    this.#events += events.length;
    const members = round === undefined ? '' : `"round":${round},`;
    this.#append(
      this.#kind,
      events.length,
      `${members}"events":[${events.join(',')}],"merkleRoot":"${merkleRoot(events)}"`,
    );
  }

  #append(kind: Block['kind'], events: number, members: string): void {
    const text = `{"index":${this.#blocks},"kind":"${kind}",${members},"previous":"${this.#head}"}`;
    const { line, hash } = sealLine(text);
    this.#file?.append(`${line}\n`);
    if (this.#blocks < firstBlocksKept) this.#firstBlocks.push({ index: this.#blocks, kind, events, hash });
    this.#blocks++;
    this.#head = hash;
  }
}

/** In the order of the block's schema; what is undefined is left out. */
function genesisMembers({ version, seed, scenario, block, mostAuctions, files }: LedgerOrigin): string {
  const bound = block === 'round' && Number.isFinite(mostAuctions) ? { mostAuctions } : {};
  const hashes = Object.entries(fileMembers).map(([path, member]) => [member, files[path as FilePath]]);
  return JSON.stringify({ version, seed, scenario, ...bound, ...Object.fromEntries(hashes) }).slice(1, -1);
}
