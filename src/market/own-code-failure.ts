/** Code of the user's own has failed: it threw, or returned what it may not. The message is all that there is to say. */
export class OwnCodeFailure extends Error {
  /** What is wrong with it, whatever was bid: failures of the same fault are told once. */
  readonly fault: string;

  /**
   * @param cause - what it threw: the message ends with where that was, and that is the fault where it is known
   * @param fault - by default the message
   */
  constructor(message: string, { cause, fault = message }: { cause?: unknown; fault?: string } = {}) {
    const place = placeOf(cause);
    super(`${message}${place === undefined ? '' : `\n  ${place}`}`, { cause });
    this.fault = place === undefined ? fault : `throws ${place}`;
  }
}

/** The innermost line of a stack that is in a file. */
function placeOf(cause: unknown): string | undefined {
  const line = cause instanceof Error ? /^ +at .*file:.*$/m.exec(cause.stack ?? '') : null;
  // Files are imported by their hash.
  return line?.[0].trim().replace(/\?sha256=[0-9a-f]{64}/, '');
}
