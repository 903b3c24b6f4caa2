import type { Block, GenesisBlock } from './block.js';
import { BlockFault, readLine } from './block-line.js';
import { ledgerLines } from './ledger-lines.js';

/** The blocks of a ledger, one in memory at a time. @throws BlockFault at a line that is no block */
export function* ledgerBlocks(path: string): Generator<Block, void> {
  for (const { bytes } of ledgerLines(path)) yield readLine(bytes).block;
}

/** What the run of a ledger started from. @throws BlockFault where the first line does not say it */
export function genesisOf(path: string): GenesisBlock {
  for (const block of ledgerBlocks(path)) {
    if (block.kind === 'genesis') return block;
    break;
  }
  throw new BlockFault('the ledger does not begin with a genesis block');
}
