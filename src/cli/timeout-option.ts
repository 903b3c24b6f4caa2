import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** Seconds that code of the user's own may take for a call, or to be loaded, by default: some million times what it takes as a rule. */
export const usualTimeout = 10;

/** What to do where that is not enough. */
export const longerTimeout = '--timeout SECONDS gives it more';

/** `--timeout SECONDS`: how long code of the user's own may take for one call, and to be loaded. */
export function timeoutOption() {
  return new Option(
    '--timeout <seconds>',
    'end code of your own that takes longer for one call (an auction of a mechanism), or to be loaded',
  )
    .default(usualTimeout)
    .argParser((text) => {
      const value = Number(text);
      if (value > 0 && value <= 1e6) return value;
      throw new InvalidArgumentError('seconds above 0, at most 1,000,000.');
    });
}
