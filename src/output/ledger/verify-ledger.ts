import { InputError } from '../../input/input-error.js';
import { requireUnpacked } from '../../input/packed.js';
import { type Block, noHash } from './block.js';
import { BlockFault, isLikeBlock, readLine } from './block-line.js';
import { ledgerLines } from './ledger-lines.js';
import { merkleRoot } from './merkle-root.js';

/** Whether a ledger is as it was written; if not, its first bad block (from 0), the line of it (from 1), and why. */
export type LedgerVerdict =
  | { ok: true; blocks: number; events: number; head: string }
  | { ok: false; block: number; line: number; reason: string };

/**
 * Checks a ledger from its first byte to its last, holding one block at a time. Any change of the file is found, but
 * for one that hashed every later block anew: that one shows in the head alone, so keep the head elsewhere. Throws
 * what the file system throws.
 *
 * @param head - the hash of the last block, hexadecimal in small letters, as it was kept elsewhere
 * @throws InputError where the file cannot be read, or was never a ledger
 */
export function verifyLedger(path: string, head?: string): LedgerVerdict {
  const chain = new Chain();
  try {
    for (const { bytes, terminated } of ledgerLines(path)) {
      if (chain.blocks === 0) requireLedger(path, bytes);
      chain.expectOpen();
      if (!terminated) throw new BlockFault('the line is cut off');
      if (bytes.at(-1) === CARRIAGE_RETURN) {
        throw new BlockFault('the line ends with CR LF, where a ledger has LF: copy the file as it is');
      }
      const { block, hash } = readLine(bytes);
      chain.add(block, hash);
    }
    if (chain.blocks === 0) throw new BlockFault('the file is empty');
    chain.expectSealed();
    if (head !== undefined) chain.expectHead(head);
  } catch (error) {
    if (!(error instanceof BlockFault)) throw error;
    return { ok: false, block: chain.bad, line: chain.bad + 1, reason: error.message };
  }
  return { ok: true, blocks: chain.blocks, events: chain.events, head: chain.head };
}

/** @throws InputError where the first line of a file was never a block */
function requireLedger(file: string, first: Uint8Array): void {
  requireUnpacked(first, file);
  if (isLikeBlock(first)) return;
  throw new InputError({
    file,
    message: 'is not a ledger of vickrey: its first line is no block',
    hint: 'name the ledger.ndjson of a run',
  });
}

const CARRIAGE_RETURN = 0x0d;

/** The blocks that were found good. */
class Chain {
  blocks = 0;
  events = 0;
  head = noHash;
  /** Number of the block that is bad, where one is. */
  bad = 0;
  #sealed = false;
  #mostAuctions = Number.POSITIVE_INFINITY;

  expectOpen(): void {
    if (this.#sealed) throw new BlockFault('something follows the seal');
  }

  expectSealed(): void {
    if (!this.#sealed) throw new BlockFault('the ledger ends without a seal');
  }

  /** @throws BlockFault, at the seal, where another chain was sealed */
  expectHead(head: string): void {
    if (head === this.head) return;
    this.bad = this.blocks - 1;
    throw new BlockFault(
      `the head is ${this.head}, not the one that was kept, ${head}: that is the head of another ledger, or blocks of this one were made anew`,
    );
  }

  add(block: Block, hash: string): void {
    if (block.index !== this.blocks) throw new BlockFault(`the block's index is ${block.index}`);
    if (block.previous !== this.head)
      throw new BlockFault('the chain is broken: `previous` is not the hash before');
    if ((block.kind === 'genesis') !== (this.blocks === 0))
      throw new BlockFault(`a ${block.kind} block has no place here`);
    this.#checkContents(block);
    this.blocks++;
    this.bad = this.blocks;
    this.head = hash;
  }

  #checkContents(block: Block): void {
    if (block.kind === 'genesis') {
      this.#mostAuctions = block.mostAuctions ?? this.#mostAuctions;
    } else if (block.kind === 'round' || block.kind === 'auction') {
      const most = block.kind === 'auction' ? 1 : this.#mostAuctions;
      const { length } = block.events;
      if (length > most) throw new BlockFault(`the block has ${length} auctions, more than ${most}`);
      const root = merkleRoot(block.events.map((event) => JSON.stringify(event)));
      if (root !== block.merkleRoot) throw new BlockFault('the Merkle root is not that of the events');
      this.events += length;
    } else if (block.kind === 'seal') {
      if (block.blocks !== this.blocks + 1) throw new BlockFault(`the seal counts ${block.blocks} blocks`);
      if (block.events !== this.events) throw new BlockFault(`the seal counts ${block.events} events`);
      this.#sealed = true;
    }
  }
}
