/** What keeps bytes from being a text. */
export interface TextFault {
  readonly message: string;
  /** The text before it. */
  readonly before: string;
}

/** What to do about a {@link TextFault}. */
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
  return nul < 0 ? text : { message: 'a NUL character, which no text has', before: text.slice(0, nul) };
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
  const isUtf16 = isStart && before === '' && ['fffe', 'feff'].includes(hexadecimal(bytes.subarray(0, 2)));
  return { message: isUtf16 ? 'is text in UTF-16' : 'bytes that are no UTF-8', before };
}

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
