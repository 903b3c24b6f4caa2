import { closeSync, openSync, readSync } from 'node:fs';
import { requireReadable } from '../../input/input-file.js';
import { BlockFault } from './block-line.js';

const chunkLength = 1 << 16;
const lineFeed = 0x0a;
/** Bytes of a line: the longest genesis that can be written lists millions of servers. */
const longestLine = 2 ** 28;

/** One line of a file as it is on disk, without its line feed. */
interface LedgerLine {
  bytes: Uint8Array;
  /** Whether a line feed follows; only the last line may lack it. */
  terminated: boolean;
}

/**
 * The lines of a file as raw bytes, one in memory at a time.
 *
 * @param longest - bytes that a line may have
 * @throws InputError if there is no such file, or it is none that can be read
 * @throws BlockFault where a line is longer
 */
export function* ledgerLines(path: string, longest = longestLine): Generator<LedgerLine, void> {
  requireReadable(path);
  const descriptor = openSync(path, 'r');
  try {
    let pieces: Buffer[] = [];
    let held = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkLength);
      const length = readSync(descriptor, chunk, 0, chunkLength, null);
      if (length === 0) break;
      let start = 0;
      for (
        let end = chunk.indexOf(lineFeed);
        end >= 0 && end < length;
        end = chunk.indexOf(lineFeed, start)
      ) {
        yield { bytes: Buffer.concat([...pieces, chunk.subarray(start, end)]), terminated: true };
        pieces = [];
        held = 0;
        start = end + 1;
      }
      if (start === length) continue;
      pieces.push(chunk.subarray(start, length));
      held += length - start;
      if (held > longest) throw new BlockFault(`the line has more than ${longest} bytes, which no block has`);
    }
    if (pieces.length > 0) yield { bytes: Buffer.concat(pieces), terminated: false };
  } finally {
    closeSync(descriptor);
  }
}
