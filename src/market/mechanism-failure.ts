/** A mechanism of the user's own has failed: it threw, returned no sale, or depends on more than bids. The message is all that there is to say. */
export class MechanismFailure extends Error {
  /** @param cause - what it threw: the message ends with where that was */
  constructor(message: string, cause?: unknown) {
    super(`${message}${placeOf(cause)}`, { cause });
  }
}

/** The innermost line of a stack that is in a file. */
function placeOf(cause: unknown): string {
  const line = cause instanceof Error ? /^ +at .*file:.*$/m.exec(cause.stack ?? '') : null;
  return line ? `\n  ${line[0].trim()}` : '';
}
