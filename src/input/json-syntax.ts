import { quoted } from './harmless.js';

/** The first thing in a text that JSON does not allow. */
export interface JsonFault {
  /** 0-based, in UTF-16 code units. */
  readonly offset: number;
  readonly message: string;
}

/** What may come next; the words are those of the message where something else does. */
type Expected =
  | 'a value'
  | "a value or ']'"
  | "a key in double quotes or '}'"
  | 'a key in double quotes'
  | "':'"
  | 'end';

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** Characters of a string up to an escape, its end, or what may not be in it. */
const CHARACTERS = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where and why `text` is not JSON (RFC 8259), or `undefined` where it is. O(length), however deep it is nested.
 *
 * @param whole - what the text is the whole of, for messages about its end
 */
export function jsonFault(text: string, whole: 'file' | 'line' = 'file'): JsonFault | undefined {
  return new JsonScanner(text, whole).fault();
}

class JsonScanner {
  private offset = 0;
  private expected: Expected = 'a value';
  /** The brackets that close what is open, innermost last. */
  private readonly open: ('}' | ']')[] = [];

  constructor(
    private readonly text: string,
    private readonly whole: string,
  ) {}

  fault(): JsonFault | undefined {
    for (;;) {
      this.take(BLANKS);
      if (this.expected === 'end' && this.open.length === 0) {
        return this.offset < this.text.length ? this.refused(`the end of the ${this.whole}`) : undefined;
      }
      const fault = this.expected === 'end' ? this.afterValue() : this.next();
      if (fault) return fault;
    }
  }

  /** Moves past a comma or a closing bracket. */
  private afterValue(): JsonFault | undefined {
    const closing = this.open.at(-1)!;
    if (this.takes(closing)) this.open.pop();
    else if (this.takes(',')) this.expected = closing === '}' ? 'a key in double quotes' : 'a value';
    else return this.refused(`',' or '${closing}'`);
    return undefined;
  }

  private next(): JsonFault | undefined {
    const { expected } = this;
    if (expected === "':'") {
      if (!this.takes(':')) return this.refused(expected);
      this.expected = 'a value';
      return undefined;
    }
    if (this.closesEmpty()) return undefined;
    if (this.text[this.offset] === '"') return this.string();
    if (expected.startsWith('a key')) return this.refused(expected);
    if (this.takes('{')) return this.opened('}', "a key in double quotes or '}'");
    if (this.takes('[')) return this.opened(']', "a value or ']'");
    if (this.take(NUMBER) === 0 && this.take(WORD) === 0) return this.refused(expected);
    this.expected = 'end';
    return undefined;
  }

  private closesEmpty(): boolean {
    const mayClose = this.expected === "a value or ']'" || this.expected === "a key in double quotes or '}'";
    if (!mayClose || !this.takes(this.open.at(-1)!)) return false;
    this.open.pop();
    this.expected = 'end';
    return true;
  }

  private opened(closing: '}' | ']', expected: Expected): undefined {
    this.open.push(closing);
    this.expected = expected;
  }

  private string(): JsonFault | undefined {
    this.offset++;
    do this.take(CHARACTERS);
    while (this.take(ESCAPE) > 0);
    if (!this.takes('"')) return this.brokenString();
    this.expected = this.expected.startsWith('a key') ? "':'" : 'end';
    return undefined;
  }

  private brokenString(): JsonFault {
    const { offset, text } = this;
    if (offset >= text.length || text[offset] === '\n' || text[offset] === '\r') {
      return { offset, message: 'a quote is not closed' };
    }
    const message = text[offset] === '\\' ? 'unknown escape in a string' : 'a control character in a string';
    return { offset, message };
  }

  private refused(expected: string): JsonFault {
    const found = this.text.codePointAt(this.offset);
    const got = found === undefined ? `the end of the ${this.whole}` : quoted(String.fromCodePoint(found));
    return { offset: this.offset, message: `expected ${expected}, got ${got}` };
  }

  /** Moves past `character` if it comes next. */
  private takes(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  /** Moves past what a sticky `pattern` matches here; returns how long that is. */
  private take(pattern: RegExp): number {
    pattern.lastIndex = this.offset;
    const length = pattern.exec(this.text)?.[0].length ?? 0;
    this.offset += length;
    return length;
  }
}
