import type { Reduction } from './reduction.js';

/** Numbers that people like, in this order. */
const LIKED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 26, 30, 40, 50, 100];

/** Kinds of numbers by what makes them whole: whole numbers, halves, hundredths. */
const SCALES = [1, 2, 100];

/** A double has no more significant digits than these. */
const MOST_DIGITS = 17;

/**
 * The order of positive numbers by how hard they are to take in. Whole numbers come before halves, these before hundredths, and
 * these before all others. Of these three kinds the smaller number comes first. Of the others the one with fewer significant
 * digits does, and of as many digits the one that is nearer to 1 as a ratio.
 *
 * @returns below 0 where `one` is simpler, above 0 where `other` is, 0 where neither is
 */
export function compareNumbers(one: number, other: number): number {
  const kind = kindOf(one) - kindOf(other);
  if (kind !== 0) return kind;
  return isDecimal(one) ? one - other : Math.abs(Math.log(one)) - Math.abs(Math.log(other));
}

/**
 * Puts the simplest number that is found in the place of one: first each number that people like, then by bisection the smallest
 * whole number, half or hundredth, then the number with the fewest digits. Bisection takes it that with a number all larger
 * ones speak against the property. Where that is wrong it finds a simpler number, but maybe not the simplest.
 *
 * O(log x) evaluations for a number x: about 20, and 1 for each doubling.
 */
export function simplifyNumber(number: Reduction<number>): void {
  const { best } = number;
  for (const liked of LIKED) {
    if (compareNumbers(liked, best) < 0 && number.attempt(liked)) return;
  }
  for (const scale of SCALES) {
    if (compareNumbers(1 / scale, best) < 0 && reachesMultiple(number, scale)) return bisect(number, scale);
  }
  fewerDigits(number);
}

/** Whether the number is a multiple of 1/scale, or one of the two next to it will do. */
function reachesMultiple(number: Reduction<number>, scale: number): boolean {
  const { best } = number;
  if (Math.round(best * scale) / scale === best) return true;
  const [below, above] = [Math.floor(best * scale), Math.ceil(best * scale)];
  return (below > 0 && number.attempt(below / scale)) || number.attempt(above / scale);
}

/** Finds a small multiple of 1/scale, from one that will do. */
function bisect(number: Reduction<number>, scale: number): void {
  let [low, high] = [0, Math.round(number.best * scale)];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    // Above 2⁵³ not every whole number is a double.
    if (middle <= low || middle >= high) return;
    // A multiple that is whole, say, among halves is of a simpler kind yet.
    if (number.attempt(middle / scale)) high = middle;
    else low = middle;
  }
}

/** Rounds a number that has more digits than hundredths, then brings it nearer to 1. */
function fewerDigits(number: Reduction<number>): void {
  const { best } = number;
  const exponent = Math.floor(Math.log10(best));
  for (let digits = 1; digits < digitsOf(best); digits++) {
    const near = Number(best.toPrecision(digits));
    const step = (near < best ? 1 : -1) * Number(`1e${exponent - digits + 1}`);
    const next = Number((near + step).toPrecision(digits));
    if (number.attempt(near) || (next > 0 && compareNumbers(next, best) < 0 && number.attempt(next))) break;
  }
  nearerToOne(number);
}

/** Finds a power of ten below a hundredth that is nearer to 1. A hundredth itself was tried as such. */
function nearerToOne(number: Reduction<number>): void {
  const above = 1 - Math.ceil(Math.log10(number.best) + 1e-9);
  if (above < 4 || !number.attempt(Number(`1e-${above - 1}`))) return;
  for (let [low, high] = [2, above - 1]; high - low > 1; ) {
    const middle = Math.floor((low + high) / 2);
    if (number.attempt(Number(`1e-${middle}`))) high = middle;
    else low = middle;
  }
}

function isDecimal(value: number): boolean {
  return SCALES.some((scale) => Math.round(value * scale) / scale === value);
}

/** 0, 1, 2 for whole numbers, halves and hundredths; others by their digits. */
function kindOf(value: number): number {
  const kind = SCALES.findIndex((scale) => Math.round(value * scale) / scale === value);
  return kind < 0 ? SCALES.length + digitsOf(value) : kind;
}

/** Significant decimal digits of the shortest text that is the number. */
function digitsOf(value: number): number {
  const digits = value.toExponential().split('e')[0]!.replace('.', '');
  return Math.min(digits.length, MOST_DIGITS);
}
