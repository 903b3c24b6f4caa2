import { hash } from 'node:crypto';

const digestLength = 32;

/**
 * SHA-256 Merkle root of texts in their order, hexadecimal: leaves are hashed behind a byte 0x00, inner nodes behind
 * 0x01, and a node without a sibling moves up as it is (RFC 6962, section 2.1). No text: the hash of nothing.
 */
export function merkleRoot(texts: readonly string[]): string {
  let level = texts.map(leaf);
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      above.push(right === undefined ? left : parent(left, right));
    }
    level = above;
  }
  return level[0]?.toString('hex') ?? hash('sha256', '');
}

function leaf(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(1 + Buffer.byteLength(text));
  bytes[0] = 0x00;
  bytes.write(text, 1);
  return hash('sha256', bytes, 'buffer');
}

function parent(left: Buffer, right: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(1 + 2 * digestLength);
  bytes[0] = 0x01;
  left.copy(bytes, 1);
  right.copy(bytes, 1 + digestLength);
  return hash('sha256', bytes, 'buffer');
}
