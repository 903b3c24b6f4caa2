import { parse, stringify } from 'yaml';
import { lineStart } from '../../src/experiments/store/record-line.js';
import { hashOf } from '../input/hash.js';
import { blocksOf, chained, type Forged } from '../output/forged-ledger.js';
import type { Tree } from './trees.js';

/** How a text becomes a tree, and a changed tree a text that still looks like one of the format. */
export interface Codec {
  tree(text: string): Tree;
  text(tree: Tree): string;
}

const json: Codec = { tree: JSON.parse, text: (tree) => JSON.stringify(tree, null, 1) ?? '' };

const yaml: Codec = { tree: (text) => parse(text), text: (tree) => stringify(tree) };

/** Rows of cells. */
function cells(apart: RegExp, between: string): Codec {
  const word = (cell: Tree): string => (typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? ''));
  return {
    tree: (text) => text.split('\n').map((line) => line.split(apart)),
    text: (tree) =>
      listOf(tree)
        .map((row) => listOf(row).map(word).join(between))
        .join('\n'),
  };
}

const lines: Codec = {
  tree: (text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  text: (tree) =>
    listOf(tree)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
};

/** Each line with its hash, as its writer would have made it. */
const record: Codec = {
  tree: (text) => listOf(lines.tree(text)).map((line) => (line as { result: unknown }).result),
  text: (tree) =>
    listOf(tree)
      .map((result) => JSON.stringify(result) ?? '')
      .map((text) => `${lineStart}${hashOf(text)}","result":${text}}\n`)
      .join(''),
};

/** With all hashes and counts as its writer would have made them. */
const ledger: Codec = {
  tree: blocksOf,
  text: (tree) => chained(listOf(tree).filter(isMapping)),
};

const csv = cells(/,/, ',');

/** By format; of the others only bytes are changed. */
export const codecs: Readonly<Record<string, Codec>> = {
  ...{ scenario: yaml, sweep: yaml, manifest: json, network: json, environment: lines },
  ...{ 'trace-csv': csv, 'trace-azure-llm': csv, servers: csv, 'trace-swf': cells(/ +/, ' ') },
  ...{ ledger, record, sale: json, shares: json, envelope: json, result: json, roster: json },
};

function listOf(tree: Tree): Tree[] {
  return Array.isArray(tree) ? tree : [tree];
}

function isMapping(value: Tree): value is Forged {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
