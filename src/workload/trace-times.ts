import { decimal } from '../input/decimal.js';
import { largest } from '../input/magnitude.js';

/** A time as a file writes it: whole units and a fraction, which together may have more digits than a double. */
export interface Moment {
  readonly whole: bigint;
  /** Of the same sign, between −1 and 1. */
  readonly fraction: number;
  /** Decimal places of the fraction. */
  readonly places: number;
}

/** Where the times of a trace count from: the earliest task, what the file calls 0, or a time. */
export type Origin = 'first' | 'zero' | Moment;

/** Below this, a product of a time and a power of ten is rounded to the whole number that it stands for. */
const EXACT = 2 ** 52;

/** Powers of ten up to this are exact in a double. */
const MOST_PLACES = 22;

/**
 * Takes the origin from the times of a trace as decimals: 1700000000.3 from 1700000000 is 0.3, where doubles make it
 * 0.2999999523162842. Whole units are subtracted first; the rest is counted in units of the last decimal place of the file.
 */
export class TraceTimes {
  /** What is subtracted from a time as it is read; of 'first', the whole part of the first time. */
  private base: bigint | undefined;
  private baseNumber = 0;
  private places = 0;
  /** From the base; of 'first', not known before the end. */
  private readonly start: number;

  constructor(private readonly origin: Origin) {
    this.start = typeof origin === 'object' ? origin.fraction : 0;
    if (typeof origin === 'object') this.places = origin.places;
    if (origin !== 'first') this.setBase(origin === 'zero' ? 0n : origin.whole);
  }

  /** Whether times stay what the file says. */
  get countFromZero(): boolean {
    return this.origin === 'zero';
  }

  /** The time from the base that a decimal number writes, whose value is `value`. */
  ofDecimal(text: string, value: number): number {
    if (this.origin === 'zero') return value;
    if (Number.isSafeInteger(value) && !text.includes('.')) return this.ofWhole(value, 0, 0);
    const { fraction, places, whole } = decimalMoment(text)!;
    if (this.base === undefined) this.setBase(whole);
    this.places = Math.max(this.places, places);
    return Number(whole - this.base!) + fraction;
  }

  /** The time from the base of a whole number and a fraction that has so many decimal places. */
  ofWhole(whole: number, fraction: number, places: number): number {
    if (this.base === undefined) this.setBase(BigInt(whole));
    if (places > this.places) this.places = places;
    return whole - this.baseNumber + fraction;
  }

  /** Why a time from the base cannot be one of the trace, in words that follow its name, or `undefined` where it can. */
  fault(time: number): string | undefined {
    if (typeof this.origin !== 'object') return undefined;
    if (time < this.start) return 'must not be before arrivals.origin';
    return time - this.start > largest ? 'must be within 1e12 of arrivals.origin' : undefined;
  }

  /** Times from the origin, in the file's units, of times from the base that are in ascending order. */
  fromOrigin(times: Float64Array): Float64Array {
    if (this.origin === 'zero') return times;
    const start = this.origin === 'first' ? times[0]! : this.start;
    const scale = 10 ** Math.min(this.places, MOST_PLACES);
    const most = Math.max(Math.abs(times[0]!), Math.abs(times.at(-1)!), Math.abs(start)) * scale;
    if (most >= EXACT || this.places > MOST_PLACES) return times.map((time) => time - start);
    const first = Math.round(start * scale);
    return times.map((time) => (Math.round(time * scale) - first) / scale);
  }

  private setBase(base: bigint): void {
    this.base = base;
    this.baseNumber = Number(base);
  }
}

/** The time that a decimal number writes; `undefined` where it is none. */
export function decimalMoment(text: string): Moment | undefined {
  const value = decimal(text);
  if (value === undefined) return undefined;
  const [, sign, whole, digits = ''] = /^([+-]?)(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole !== undefined) {
    const negative = sign === '-';
    const units = BigInt(whole === '' ? '0' : whole);
    const fraction = digits === '' ? 0 : Number(`0.${digits}`);
    return {
      whole: negative ? -units : units,
      fraction: negative ? -fraction : fraction,
      places: digits.length,
    };
  }
  // With an exponent: as a double has it.
  const short = String(value);
  if (!short.includes('e')) return decimalMoment(short);
  const units = Math.trunc(value);
  return { whole: BigInt(units), fraction: value - units, places: MOST_PLACES + 1 };
}
