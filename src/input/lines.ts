/** What is read chunk by chunk. */
interface Source {
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * The lines of a UTF-8 text without their ends and without a byte order mark. LF, CR and CRLF end a line, also in one text.
 * O(length).
 */
export async function* readLines(input: Source): AsyncGenerator<string> {
  for await (const lines of lineBatches(input.chunks())) yield* lines;
}

/** The lines of {@link readLines}, in batches as they come: a wait for each line would take longer than the line. */
export async function* lineBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  const lines = new LineCutter();
  for await (const chunk of chunks) yield lines.cut(decoder.decode(chunk, { stream: true }));
  yield lines.cut(decoder.decode());
  yield lines.rest();
}

/** Cuts a text that comes in pieces into its lines. */
class LineCutter {
  /** Of the line that has not ended. It is joined once: a search in what has come so far would read a long line again and again. */
  private parts: string[] = [];
  /** A CR at the end of a piece: an LF may follow. */
  private held = '';

  /** The lines that end in the next piece. */
  cut(piece: string): string[] {
    let text = this.held + piece;
    this.held = text.endsWith('\r') ? '\r' : '';
    if (this.held !== '') text = text.slice(0, -1);
    const lines = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
    this.parts.push(lines[0]!);
    if (lines.length === 1) return [];
    lines[0] = this.parts.join('');
    this.parts = [lines.pop()!];
    return lines;
  }

  /** The last line, where nothing ends it or it is not known yet what does. */
  rest(): string[] {
    const line = this.parts.join('');
    return line === '' && this.held === '' ? [] : [line];
  }
}
