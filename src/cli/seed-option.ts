import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The number of `--seed`. */
export function seed(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0 && text.trim() !== '') return value;
  throw new InvalidArgumentError('a seed is a whole number from 0.');
}
