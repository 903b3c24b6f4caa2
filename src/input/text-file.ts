import { InputError } from './input-error.js';
import { InputFile } from './input-file.js';
import { lineBatches } from './lines.js';
import { unpacked } from './packed.js';

/** Characters of a line, at most: a text of lines has none that long. */
const LONGEST = 2 ** 24;

/** How much of a file has been read. */
export interface ReadSoFar {
  readonly bytes: number;
  /** Of the file. */
  readonly size: number;
  readonly lines: number;
}

/** A text of lines that a user names: UTF-8, plain or packed with gzip. */
export class TextFile {
  private readonly input: InputFile;

  /**
   * @param path - as the user knows it: errors show it so
   * @param onRead - is told after each piece of the file
   */
  constructor(
    readonly path: string,
    private readonly onRead?: (soFar: ReadSoFar) => void,
  ) {
    this.input = new InputFile(path);
  }

  /**
   * The lines in batches, without their ends; LF, CR and CRLF end a line, also in one file. To be called once.
   *
   * @throws InputError where the file cannot be read or unpacked, or is no text
   */
  async *lines(): AsyncGenerator<readonly string[]> {
    let lines = 0;
    for await (const batch of lineBatches(this.bytes())) {
      lines += batch.length;
      yield batch;
      this.onRead?.({ bytes: this.input.bytesRead, size: this.input.size, lines });
    }
  }

  /** SHA-256 of the file's bytes as they lie there, hexadecimal; to be called once, after the last line. */
  sha256(): string {
    return this.input.sha256();
  }

  private async *bytes(): AsyncGenerator<Buffer> {
    let sinceEnd = 0;
    for await (const chunk of unpacked(this.input)) {
      const end = Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13));
      sinceEnd = end < 0 ? sinceEnd + chunk.length : chunk.length - end;
      if (chunk.includes(0)) throw this.refusal('holds bytes that are no text');
      if (sinceEnd > LONGEST) throw this.refusal(`has a line of more than ${LONGEST} bytes`);
      yield chunk;
    }
  }

  private refusal(message: string): InputError {
    return new InputError({ file: this.path, message, hint: 'name a text file, in UTF-8' });
  }
}
