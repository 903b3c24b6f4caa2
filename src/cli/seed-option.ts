import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `--seed N`; undefined where it is not given. */
export function seedOption(description: string) {
  return new Option('--seed <n>', description).argParser((text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= 0 && text.trim() !== '') return value;
    throw new InvalidArgumentError('a seed is a whole number from 0.');
  });
}
