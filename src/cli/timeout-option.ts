import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** Seconds that a call of a mechanism may take by default: some million times what it takes as a rule. */
const usualTimeout = 10;

/** `--timeout SECONDS`: how long a mechanism of the user's own may take for one auction. */
export function timeoutOption() {
  return new Option('--timeout <seconds>', 'end a mechanism of your own that takes longer for one auction')
    .default(usualTimeout)
    .argParser((text) => {
      const value = Number(text);
      if (value > 0 && value <= 1e6) return value;
      throw new InvalidArgumentError('seconds above 0, at most 1,000,000.');
    });
}
