/**
 * A shorter input of which the same can be said: pieces are left out, large ones first, until none can be or so many
 * tries are over.
 */
export async function reduced(
  bytes: Uint8Array,
  holds: (shorter: Uint8Array) => Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let left = Buffer.from(bytes);
  for (let size = Math.ceil(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < left.length && tries > 0; tries--) {
      const shorter = Buffer.concat([left.subarray(0, at), left.subarray(at + size)]);
      if (await holds(shorter)) left = shorter;
      else at += size;
    }
  }
  return left;
}
