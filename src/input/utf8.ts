/** What keeps bytes from being a text. */
export interface TextFault {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The text before it. */
  readonly before: string;
}

/** What to do about a text that is saved in another way. */
export const asUtf8 = 'save it as plain text in UTF-8';

/**
 * The text of bytes in UTF-8, or what keeps them from being one: a byte that UTF-8 does not have there, or a NUL. O(length), times its
 * logarithm where there is one.
 *
 * @param isStart - whether a text begins with them, perhaps with a byte order mark, which is no part of it
 */
export function utf8Text(bytes: Uint8Array, isStart: boolean): string | TextFault {
  const text = decoded(bytes, isStart);
  if (text === undefined) return undecodable(bytes, isStart);
  const nul = text.indexOf('\0');
  if (nul < 0) return text;
  const before = text.slice(0, nul);
  return fault(bytes, isStart, before, 'a NUL character, which no text has');
}

function decoded(bytes: Uint8Array, isStart: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isStart }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Halves what is left until the byte is found. */
function undecodable(bytes: Uint8Array, isStart: boolean): TextFault {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (beginning(bytes.subarray(0, middle), isStart) === undefined) bad = middle;
    else good = middle;
  }
  const before = beginning(bytes.subarray(0, good), isStart)!;
  return fault(bytes, isStart, before, 'bytes that are no UTF-8');
}

/** The fault after the text `before`: what the bytes as a whole are likely to be, else `message`. */
function fault(bytes: Uint8Array, isStart: boolean, before: string, message: string): TextFault {
  if (isStart && ['fffe', 'feff'].includes(hexadecimal(bytes.subarray(0, 2)))) {
    return { message: 'is text in UTF-16', hint: asUtf8, before };
  }
  const at = Buffer.byteLength(before);
  if (isLikeUtf16(bytes.subarray(0, SAMPLE))) {
    return { message: 'looks like text in UTF-16', hint: asUtf8, before };
  }
  if (isLikeBinary(bytes.subarray(Math.max(0, at - SAMPLE), at + SAMPLE))) {
    return {
      message: 'looks like a binary file, not text',
      hint: 'name a file of plain text in UTF-8',
      before,
    };
  }
  return { message, hint: asUtf8, before };
}

/** Bytes that tell what a file is likely to be. */
const SAMPLE = 512;

/** Whether most bytes at even places are 0, and none at odd ones, or the reverse, as in UTF-16 where most letters are Latin. */
function isLikeUtf16(bytes: Uint8Array): boolean {
  const zeros = [0, 1].map((first) => bytes.filter((byte, i) => i % 2 === first && byte === 0).length);
  return Math.min(...zeros) === 0 && Math.max(...zeros) >= Math.max(2, 0.3 * bytes.length);
}

/** Whether so many are control characters as in no text. */
function isLikeBinary(bytes: Uint8Array): boolean {
  const controls = bytes.filter((byte) => byte < 32 && !BLANKS.includes(byte)).length;
  return controls >= 4 && controls >= 0.05 * bytes.length;
}

/** Tab, line feed, form feed, carriage return and the escape of terminals, which texts have. */
const BLANKS = [9, 10, 12, 13, 27];

/** The text of bytes of which the last may be the beginning of a character. */
function beginning(bytes: Uint8Array, isStart: boolean): string | undefined {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isStart });
    return decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
