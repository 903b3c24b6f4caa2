import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** Share of runs that are made again where nothing else is said. */
export const USUAL_SHARE = 0.02;

/** `--check SHARE` */
export function checkOption() {
  return new Option(
    '--check <share>',
    'with --broker: make the first run and this share of the others again here, and compare; 0 for none (default: 2%)',
  ).argParser(share);
}

function share(text: string): number {
  const isPercent = text.endsWith('%');
  const digits = isPercent ? text.slice(0, -1) : text;
  const value = Number(digits) / (isPercent ? 100 : 1);
  if (digits.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('a share from 0 to 100 %, for example 2% or 0.02.');
}
