import type { AuctionRecord, Observer, RoundRecord } from '../../systems/records.js';
import { TextFile } from '../text-file.js';
import { type Block, eventText, noHash } from './block.js';
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

/** From what a run can be repeated. */
interface LedgerOrigin {
  version: string;
  seed: number;
  /** The scenario with all defaults, as JSON can hold it. */
  scenario: unknown;
  /** SHA-256 of the trace that it replays, hexadecimal. */
  traceSha256?: string;
  /** SHA-256 of the networks that it starts from, hexadecimal. */
  networksSha256?: string;
  /** What one block holds. */
  block: 'round' | 'auction';
}

const firstBlocksKept = 5;

/**
 * Puts the auctions of a run into a chain of blocks, one a line: a genesis, a block a round or an auction, and a seal
 * that counts them.
 */
export class LedgerWriter implements Observer {
  readonly name = 'ledger';
  readonly #file: TextFile | undefined;
  readonly #perAuction: boolean;
  readonly #firstBlocks: BlockDigest[] = [];
  #pending: string[] = [];
  #blocks = 0;
  #events = 0;
  #rounds = 0;
  #head = noHash;

  /** Without a path the blocks are hashed and written nowhere. Throws what the file system throws. */
  constructor({ block, ...origin }: LedgerOrigin, path?: string) {
    this.#file = path === undefined ? undefined : new TextFile(path);
    this.#perAuction = block === 'auction';
    this.#append('genesis', 0, genesisMembers(origin));
  }

  auction(record: Readonly<AuctionRecord>): void {
    this.#pending.push(eventText(record));
    if (this.#perAuction) this.#closeBlock('auction', '');
  }

  round(record: Readonly<RoundRecord>): void {
    this.#rounds = record.round + 1;
    if (!this.#perAuction) this.#closeBlock('round', `"round":${record.round},`);
  }

  /** Seals the chain and closes the file. */
  close(): LedgerDigest {
    // A run that stopped inside a round has auctions that no round closed.
    if (this.#pending.length > 0) this.#closeBlock('round', `"round":${this.#rounds},`);
    this.#append('seal', 0, `"blocks":${this.#blocks + 1},"events":${this.#events}`);
    this.#file?.close();
    return { blocks: this.#blocks, events: this.#events, head: this.#head, firstBlocks: this.#firstBlocks };
  }

  #closeBlock(kind: 'round' | 'auction', members: string): void {
    const events = this.#pending;
    this.#pending = [];
    this.#events += events.length;
    this.#append(
      kind,
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
function genesisMembers(origin: Omit<LedgerOrigin, 'block'>): string {
  const { version, seed, scenario, traceSha256, networksSha256 } = origin;
  return JSON.stringify({ version, seed, scenario, traceSha256, networksSha256 }).slice(1, -1);
}
