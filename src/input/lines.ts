import { InputError, type Problem } from './input-error.js';
import { longestLine, mebibytes } from './limits.js';
import { utf8Text } from './utf8.js';

/** What is read chunk by chunk. */
interface Source {
  /** As errors show it. */
  readonly path: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** What becomes of bytes that are no text: the whole is refused, or they are read as U+FFFD. */
type Damage = 'refused' | 'replaced';

/**
 * The lines of a UTF-8 text without their ends and without a byte order mark. LF, CR and CRLF end a line, also in one text.
 * O(length).
 *
 * @throws InputError after the lines before it, with line and column, at a line of more than 16 MiB, and at bytes that are
 *   no text unless these are replaced
 */
export async function* readLines(source: Source, damage?: Damage): AsyncGenerator<string> {
  for await (const lines of lineBatches(source, damage)) yield* lines;
}

/** The lines of {@link readLines}, in batches as they come: a wait for each line would take longer than the line. */
export async function* lineBatches(source: Source, damage?: Damage): AsyncGenerator<string[]> {
  const lines = new LineCutter(source.path, damage);
  for await (const chunk of source.chunks()) {
    yield lines.cut(chunk);
    lines.throwRefusal();
  }
  yield lines.rest();
  lines.throwRefusal();
}

const [LF, CR] = [10, 13];

/** Cuts a text that comes in pieces into its lines. These are decoded as wholes: no character has the byte of a line end in it. */
class LineCutter {
  /** Of the line that has not ended. It is joined once: a search in what has come so far would read a long line again and again. */
  private parts: Uint8Array[] = [];
  private held = 0;
  /** Lines that have ended. */
  private lines = 0;
  private refusal: InputError | undefined;

  constructor(
    private readonly path: string,
    private readonly damage: Damage = 'refused',
  ) {}

  /** The lines that end in the next piece, up to the first that is refused. */
  cut(piece: Uint8Array): string[] {
    const end = endOfLines(piece);
    if (this.held > 0 || end === 0) {
      const first = end === 0 ? piece.length : piece.findIndex(isLineEnd);
      if (this.held + first > longestLine) return this.refuseLong();
    }
    this.hold(piece.subarray(0, end));
    const lines = end === 0 ? [] : this.ended();
    this.hold(piece.subarray(end));
    return lines;
  }

  /** The last line, where nothing ends it or it is not known yet what does. */
  rest(): string[] {
    return this.held === 0 ? [] : this.ended();
  }

  throwRefusal(): void {
    if (this.refusal) throw this.refusal;
  }

  private hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.held += bytes.length;
  }

  /** The lines that are held. */
  private ended(): string[] {
    const bytes = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
    [this.parts, this.held] = [[], 0];
    const isStart = this.lines === 0;
    const text = this.damage === 'refused' ? utf8Text(bytes, isStart) : replaced(bytes, isStart);
    if (typeof text !== 'string') {
      const before = linesOf(text.before);
      const [line, column] = [this.lines + before.length, before.pop()!.length + 1];
      this.refuse({ line, column, message: text.message, hint: text.hint });
      return before;
    }
    const lines = linesOf(text);
    if (lines.at(-1) === '') lines.pop();
    this.lines += lines.length;
    return lines;
  }

  private refuseLong(): string[] {
    const message = `the line has more than ${mebibytes(longestLine)}`;
    this.refuse({ line: this.lines + 1, message, hint: 'give a text of lines that end with LF, CR or CRLF' });
    return [];
  }

  private refuse(problem: Problem): void {
    this.refusal = new InputError({ file: this.path, ...problem });
  }
}

/** Up to where whole lines go in a piece. After a CR at its end an LF may follow. */
function endOfLines(piece: Uint8Array): number {
  const end = piece.lastIndexOf(LF) + 1;
  return end + piece.subarray(end, -1).lastIndexOf(CR) + 1;
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

function linesOf(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}

function replaced(bytes: Uint8Array, isStart: boolean): string {
  return new TextDecoder('utf-8', { ignoreBOM: !isStart }).decode(bytes);
}
