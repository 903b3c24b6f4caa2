import { type LedgerEvent, noHash } from '../../src/output/ledger/block.js';
import { sealLine } from '../../src/output/ledger/block-line.js';
import { merkleRoot } from '../../src/output/ledger/merkle-root.js';

/** What a forger writes in a line, or for an auction: any members. */
export interface Forged {
  index?: unknown;
  kind?: unknown;
  scenario?: unknown;
  auction?: unknown;
  events?: unknown;
  merkleRoot?: unknown;
  previous?: unknown;
  [member: string]: unknown;
}

/** The blocks of a ledger, without their hashes. */
export function blocksOf(ledger: string): Forged[] {
  const lines = ledger.trimEnd().split('\n');
  return lines.map((line) => {
    const { hash: _, ...block } = JSON.parse(line) as Forged;
    return block;
  });
}

/** A ledger of these blocks whose chain is intact: indices, roots, counts and hashes are made anew, where there are any. */
export function chained(blocks: readonly Forged[]): string {
  let head = noHash;
  let events = 0;
  const lines = blocks.map((block, index) => {
    const members: Forged = { ...block };
    if (Array.isArray(members.events)) {
      events += members.events.length;
      members.merkleRoot = merkleRoot(
        members.events.map((event: LedgerEvent) => JSON.stringify(event) ?? ''),
      );
    }
    if (members.kind === 'seal') Object.assign(members, { blocks: index + 1, events });
    if ('index' in members) members.index = index;
    if ('previous' in members) members.previous = head;
    const { line, hash } = sealLine(JSON.stringify(members));
    head = hash;
    return `${line}\n`;
  });
  return lines.join('');
}
