import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** Share of runs that are made again where nothing else is said. */
export const USUAL_SHARE = 0.02;

/** `--check SHARE` */
export function checkOption() {
  return new Option(
    '--check <percent>',
    'with --broker: make the first run and this share of the others again here, and compare: 100% for all, 0% for none (default: 2%)',
  ).argParser(share);
}

/** A bare 1 could be one percent, or all. */
function share(text: string): number {
  const [, digits] = /^([0-9]*\.?[0-9]+)%$/.exec(text) ?? [];
  const percent = text === '0' ? 0 : Number(digits);
  if (percent >= 0 && percent <= 100) return percent / 100;
  throw new InvalidArgumentError('a percentage from 0% to 100%, with its sign, for example 2%.');
}
