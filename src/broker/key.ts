import { createHmac, timingSafeEqual } from 'node:crypto';
import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';

/** Characters that the text of a key has, at least. */
const FEWEST_CHARACTERS = 32;

const hint = `a line of random characters in a file: (umask 077; node -p "crypto.randomBytes(32).toString('hex')" > vickrey.key)`;

/** What is signed: what one is used for never passes as another. */
type Purpose = 'run' | 'result';

/**
 * A secret that sweeps and workers have and their broker has not. They sign with it what they say to each other
 * (HMAC-SHA256), so that nobody else at the broker can make workers work, or pass results off as theirs.
 */
export class Key {
  /** Tells keys apart, and nothing of what they are. */
  readonly fingerprint: string;

  /** @param secret - unknown to others */
  constructor(private readonly secret: Buffer) {
    this.fingerprint = this.#hmac('fingerprint', '', '').toString('hex').slice(0, 16);
  }

  /**
   * The key that a file holds: a line of printable ASCII; blanks and line ends around it do not count.
   *
   * @throws InputError where it cannot be read, is no such line, or is too short to be one
   */
  static async read(path: string): Promise<Key> {
    const text = (await new InputFile(path).contents()).toString('latin1').trim();
    if (/[^ -~]/.test(text)) {
      const message = text.includes('\n')
        ? 'a key is one line, this has several'
        : 'a key is a line of text, this is none';
      throw new InputError({ file: path, message, hint });
    }
    if (text.length >= FEWEST_CHARACTERS) return new Key(Buffer.from(text, 'latin1'));
    const message = `a key has ${FEWEST_CHARACTERS} characters or more, this has ${text.length}`;
    throw new InputError({ file: path, message, hint });
  }

  /** @param name - what the text is of: a signature of one is none of another */
  sign(purpose: Purpose, name: string, text: string): string {
    return this.#hmac(purpose, name, text).toString('hex');
  }

  /** Whether somebody who has the key has signed the text. */
  hasSigned(signature: string, purpose: Purpose, name: string, text: string): boolean {
    const given = Buffer.from(signature, 'hex');
    const due = this.#hmac(purpose, name, text);
    return given.length === due.length && timingSafeEqual(given, due);
  }

  #hmac(...parts: readonly [purpose: string, name: string, text: string]): Buffer {
    return createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest();
  }
}
