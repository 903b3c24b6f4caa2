/** What is read chunk by chunk. */
interface Source {
  chunks(): AsyncIterable<Uint8Array>;
}

/** The lines of a UTF-8 text without their ends (LF or CRLF) and without a byte order mark. O(length). */
export async function* readLines(input: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // Of the line that has not ended. It is joined once: a search in what has come so far would read a long line again and again.
  let parts: string[] = [];
  for await (const chunk of input.chunks()) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    parts.push(first!);
    for (const next of others) {
      yield withoutReturn(parts.join(''));
      parts = [next];
    }
  }
  const rest = parts.join('') + decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
