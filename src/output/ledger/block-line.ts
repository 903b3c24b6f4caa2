import { createHash } from 'node:crypto';
import { InputError } from '../../input/input-error.js';
import { jsonOf } from '../../input/json-text.js';
import { deepest, tooDeepMessage } from '../../scenario/nesting.js';
import { plainDocument } from '../../scenario/scenario-document.js';
import { accepted } from '../../scenario/validate.js';
import { type Block, blockSchema } from './block.js';

/** A line of the ledger is not what its writer wrote; the message says in what way. */
export class BlockFault extends Error {}

/** A line ends `,"hash":"…"}`; the hash is over the same bytes with that end replaced by `}`. */
const hashMember = /^,"hash":"([0-9a-f]{64})"\}$/;
const hashMemberLength = 75;
const blockStart = '{"index":';

/** Appends its hash to a block given as canonical JSON. Returns the line, without a line end, and the hash. */
export function sealLine(text: string): { line: string; hash: string } {
  const hash = hashOf(Buffer.from(text.slice(0, -1)));
  return { line: `${text.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** Reads a line, without its line end. Throws {@link BlockFault} unless its bytes are those that were written. */
export function readLine(bytes: Uint8Array): { block: Block; hash: string } {
  const end = Math.max(0, bytes.length - hashMemberLength);
  const hash = hashMember.exec(Buffer.from(bytes.subarray(end)).toString('latin1'))?.[1];
  if (hash === undefined) throw new BlockFault('the line does not end with a hash');
  const body = bytes.subarray(0, end);
  if (hashOf(body) !== hash) throw new BlockFault('the hash is not that of the block');
  return { block: parse(body), hash };
}

/** Whether a line, damaged or not, may once have been a block: it begins as one, or ends as one. */
export function isLikeBlock(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  const end = Math.max(0, bytes.length - hashMemberLength);
  return blockStart.startsWith(text(0, blockStart.length)) || hashMember.test(text(end, bytes.length));
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).update('}').digest('hex');
}

function parse(body: Uint8Array): Block {
  const text = `${decode(body)}}`;
  const value = parseJson(text);
  if (isDeep(value, deepest)) throw new BlockFault(`not a block of a ledger: ${tooDeepMessage}`);
  const block = asBlock(value);
  if (JSON.stringify(block) !== text) throw new BlockFault('the text is not canonical JSON');
  return block;
}

/** Whether lists and mappings lie in each other more than `levels` deep: what walks them takes stack for each. */
function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
}

function asBlock(value: unknown): Block {
  try {
    return accepted(blockSchema, plainDocument(value));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BlockFault(`not a block of a ledger: ${error.problems[0]!.message}`);
  }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new BlockFault('the text is not UTF-8');
  }
}

function parseJson(text: string): unknown {
  const value = jsonOf(text);
  if (value === undefined) throw new BlockFault('the text is not JSON');
  return value;
}
