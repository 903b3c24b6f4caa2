import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Codec } from './codecs.js';
import { changed, type TreeChange } from './trees.js';

/** A file of the corpus. */
export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A change of bytes; places are shares of the length. */
type ByteChange = { at: number; to: number } & (
  | { change: 'cut' | 'remove' | 'repeat' | 'splice' }
  | { change: 'flip'; bits: number }
  | { change: 'insert'; bytes: string }
);

/** What a sample of the corpus is changed by: plain data, which becomes less as it shrinks. */
export interface Mutation {
  /** The sample, and another one that it may be spliced with. */
  readonly sample: number;
  readonly other: number;
  readonly tree: readonly TreeChange[];
  readonly bytes: readonly ByteChange[];
  /** Whether what is unpacked stays so. */
  readonly unpacked: boolean;
}

const keys = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', '-1', 'length', ' '),
  fc.constantFrom('k'.repeat(100_000), 'a.b', '<<', '\u202e', '\0', '\ud800', '\u001b[31m', 'then'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const numbers = fc.constantFrom(
  ...[0, -0, 1, -1, 0.5, 3, 1e-7, 255, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 + 2, 2 ** 64, 1e308, -1e308],
  ...[5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
);

const values: fc.Arbitrary<unknown> = fc.oneof(
  numbers,
  fc.constantFrom<unknown>(null, true, false, '', [], {}, [[]], [null], { a: 1 }, { length: 2 ** 32 }),
  fc.constantFrom(
    ...['NaN', '1n', '-0', '0x10', '1e999', '2023-13-45', '../../etc', '/', '.', '~', '*a', '&a', '!!js'],
    ...['x'.repeat(100_000), '9'.repeat(400), '\0', '\u202e', '\ud800', '\u001b]0;x\u0007', '=1+1'],
  ),
  keys,
  fc.array(numbers, { maxLength: 4 }),
);

const count = fc.nat(500);

const treeChange: fc.Arbitrary<TreeChange> = fc.oneof(
  fc.record({ change: fc.constantFrom('drop', 'duplicate', 'swap', 'wrap'), at: count, other: count }),
  fc.record({ change: fc.constant('replace'), at: count, other: count, value: values }),
  fc.record({ change: fc.constantFrom('rename', 'add'), at: count, other: count, key: keys, value: values }),
) as fc.Arbitrary<TreeChange>;

/** Pieces of texts that readers have stumbled over, here or elsewhere. */
const pieces = fc.constantFrom(
  ...[
    '\0',
    '\xff\xfe',
    '\xc3\x28',
    '\xed\xa0\x80',
    '\xef\xbb\xbf',
    '\xe2\x80\xae',
    '\x1b[2J',
    '\r',
    '\t',
    '\n',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a\n',
    '!!binary ',
    '!<tag:x> ',
    '---\n',
    '...\n',
    '%YAML 1.1\n---\n',
    '? ',
    '|\n',
    '>-\n',
  ],
  ...['"', "'", '{', '[', '}', ']', ',', ':', '#', ';', '\\u0000', '\\', '1e999', '-', '__proto__: 1\n'],
  ...['9'.repeat(400), '['.repeat(20_000), '{a: '.repeat(5000), '{"a":'.repeat(5000), 'x'.repeat(200_000)],
  ...['- '.repeat(3000), '&a [*a]', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', '\n'.repeat(50_000)],
  ...['PK\x03\x04', '\x1f\x8b\x08', '\x28\xb5\x2f\xfd', 'PAR1'],
);

const share = fc.double({ min: 0, max: 1, noNaN: true });

const byteChange: fc.Arbitrary<ByteChange> = fc.oneof(
  fc.record({ change: fc.constantFrom('cut', 'remove', 'repeat', 'splice'), at: share, to: share }),
  fc.record({ change: fc.constant('flip'), at: share, to: share, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ change: fc.constant('insert'), at: share, to: share, bytes: pieces }),
) as fc.Arbitrary<ByteChange>;

/** Mutations of a corpus with so many samples. */
export function mutations(samples: number): fc.Arbitrary<Mutation> {
  const sample = fc.nat(samples - 1);
  const none = fc.constant([]);
  const [trees, bytes] = [
    fc.array(treeChange, { minLength: 1, maxLength: 4 }),
    fc.array(byteChange, { minLength: 1, maxLength: 4 }),
  ];
  return fc.oneof(
    fc.record({ sample, other: sample, tree: trees, bytes: none, unpacked: fc.boolean() }),
    fc.record({ sample, other: sample, tree: none, bytes, unpacked: fc.boolean() }),
    fc.record({ sample, other: sample, tree: trees, bytes, unpacked: fc.boolean() }),
  );
}

/** The sample that a mutation makes. */
export function mutated(corpus: readonly Sample[], mutation: Mutation, codec?: Codec): Sample {
  const { name, bytes } = corpus[mutation.sample]!;
  const other = plain(corpus[mutation.other]!.bytes);
  const text = codec && mutation.tree.length > 0 ? inTree(plain(bytes), mutation.tree, codec) : plain(bytes);
  const result = mutation.bytes.reduce((before, change) => inBytes(before, change, other), text);
  return { name, bytes: isPacked(bytes) && !mutation.unpacked ? gzipSync(result) : result };
}

function inTree(bytes: Buffer, changes: readonly TreeChange[], codec: Codec): Buffer {
  const tree = changes.reduce(changed, codec.tree(bytes.toString()));
  return Buffer.from(codec.text(tree));
}

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function plain(bytes: Uint8Array): Buffer {
  return isPacked(bytes) ? gunzipSync(bytes) : Buffer.from(bytes);
}

function inBytes(bytes: Buffer, change: ByteChange, other: Buffer): Buffer {
  const place = (share: number, of = bytes): number => Math.floor(share * of.length);
  const at = place(change.at);
  const [from, to] = [at, place(change.to)].sort((a, b) => a - b) as [number, number];
  switch (change.change) {
    case 'cut':
      return bytes.subarray(0, at);
    case 'remove':
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    case 'splice':
      return Buffer.concat([bytes.subarray(0, at), other.subarray(place(change.to, other))]);
    case 'flip':
      return at < bytes.length ? Buffer.from(bytes.with(at, bytes[at]! ^ change.bits)) : bytes;
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.bytes, 'latin1'), bytes.subarray(at)]);
  }
}
