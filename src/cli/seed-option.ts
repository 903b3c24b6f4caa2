import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `--seed N`; undefined where it is not given. */
export function seedOption(description: string) {
  return new Option('--seed <n>', description).argParser((text) => {
    const value = Number(text);
    // Digits alone: a double would round a longer number, or a fraction of a long one, without a word.
    if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
    throw new InvalidArgumentError(`a seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
  });
}
