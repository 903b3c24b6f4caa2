/** What is read chunk by chunk. */
interface Source {
  chunks(): AsyncIterable<Uint8Array>;
}

/** The lines of a UTF-8 text without their ends (LF or CRLF) and without a byte order mark. */
export async function* readLines(input: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input.chunks()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
