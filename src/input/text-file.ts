import { InputFile } from './input-file.js';
import { lineBatches } from './lines.js';
import { unpacked } from './packed.js';

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
   * @throws InputError where the file cannot be read or unpacked, is no text, or has a line of more than 16 MiB
   */
  async *lines(): AsyncGenerator<readonly string[]> {
    let lines = 0;
    const source = { path: this.path, chunks: () => unpacked(this.input) };
    for await (const batch of lineBatches(source)) {
      lines += batch.length;
      yield batch;
      this.onRead?.({ bytes: this.input.bytesRead, size: this.input.size, lines });
    }
  }

  /** SHA-256 of the file's bytes as they lie there, hexadecimal; to be called once, after the last line. */
  sha256(): string {
    return this.input.sha256();
  }
}
