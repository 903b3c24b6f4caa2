import { decimal } from '../input/decimal.js';
import { largest } from '../input/magnitude.js';

/**
 * A time as a file writes it, as the sum of two numbers: nanoseconds of the Unix clock have more digits than a double. Of two
 * times the later has the larger `whole` or, where these are equal, the larger `rest`.
 */
export interface Moment {
  /** Whole units, as far as a double holds them. */
  whole: number;
  /** What is left, of either sign. */
  rest: number;
  /** Decimal places that it is written with. */
  places: number;
}

/** Columns of the parts of times. */
export type Moments = Readonly<Record<keyof Moment, Float64Array>>;

/** Where the times of a trace count from: the earliest task, what the file calls 0, or a time. */
export type Origin = 'first' | 'zero' | Readonly<Moment>;

/** Below this, a product of a time and a power of ten is rounded to the whole number that it stands for. */
const EXACT = 2 ** 52;

/** Powers of ten up to this are exact in a double. */
const MOST_PLACES = 22;

/** Digits that a double always holds. */
const DIGITS = 15;

const ZERO: Readonly<Moment> = { whole: 0, rest: 0, places: 0 };

/**
 * Takes the origin from the times of a trace as decimals: 1700000000.3 from 1700000000 is 0.3, where doubles make it
 * 0.2999999523162842. Whole units are subtracted first; the rest is counted in units of the last decimal place of the file.
 */
export class TraceTimes {
  /** The origin; `undefined` where it is the earliest task. */
  private readonly start: Readonly<Moment> | undefined;

  constructor(private readonly origin: Origin) {
    if (origin !== 'first') this.start = origin === 'zero' ? ZERO : origin;
  }

  /** Whether times stay what the file says. */
  get countFromZero(): boolean {
    return this.origin === 'zero';
  }

  /** Writes the time that a decimal number stands for, whose value is `value`. */
  readDecimal(text: string, value: number, out: Moment): void {
    if (this.countFromZero || (Number.isSafeInteger(value) && !text.includes('.'))) {
      [out.whole, out.rest, out.places] = [value, 0, 0];
      return;
    }
    Object.assign(out, decimalMoment(text));
  }

  /** Why a time cannot be one of the trace, in words that follow its name, or `undefined` where it can. */
  fault(time: Moment): string | undefined {
    if (this.start === undefined) return undefined;
    const since = elapsed(this.start, time);
    if (since < 0) return 'must not be before arrivals.origin';
    return since > largest ? 'must be within 1e12 of arrivals.origin' : undefined;
  }

  /** Times from the origin, in the file's units, of times in ascending order. */
  fromOrigin({ places, rest, whole }: Moments): Float64Array {
    const base = this.start?.whole ?? whole[0]!;
    const times = whole.map((units, row) => units - base + rest[row]!);
    if (this.countFromZero) return times;
    const start = this.start?.rest ?? rest[0]!;
    const mostPlaces = places.reduce((most, each) => Math.max(most, each), this.start?.places ?? 0);
    const scale = 10 ** Math.min(mostPlaces, MOST_PLACES);
    const most = Math.max(Math.abs(times[0]!), Math.abs(times.at(-1)!), Math.abs(start)) * scale;
    if (most >= EXACT || mostPlaces > MOST_PLACES) return times.map((time) => time - start);
    const first = Math.round(start * scale);
    return times.map((time) => (Math.round(time * scale) - first) / scale);
  }
}

/** From one time to another, as a double has it. */
export function elapsed(from: Readonly<Moment>, to: Readonly<Moment>): number {
  return to.whole - from.whole + (to.rest - from.rest);
}

/** The time that a decimal number writes; `undefined` where it is none. */
export function decimalMoment(text: string): Moment | undefined {
  const value = decimal(text);
  if (value === undefined) return undefined;
  const [, sign, digits, decimals = ''] = /^([+-]?)(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (digits === undefined) return exponentMoment(value);
  const [whole, left] = split(digits);
  const rest = left + (decimals === '' ? 0 : Number(`0.${decimals}`));
  const places = decimals.length;
  return sign === '-' ? { whole: -whole, rest: -rest, places } : { whole, rest, places };
}

/** A whole number, and what a double of it lacks. */
function split(digits: string): [whole: number, left: number] {
  const whole = Number(digits);
  return [whole, digits.length <= DIGITS ? 0 : Number(BigInt(digits) - BigInt(whole))];
}

/** A time that is written with an exponent: as a double has it. */
function exponentMoment(value: number): Moment {
  const short = String(value);
  if (!short.includes('e')) return decimalMoment(short)!;
  if (Number.isInteger(value)) return { whole: value, rest: 0, places: 0 };
  const [, decimals = '', power] = /^-?\d(?:\.(\d+))?e-(\d+)$/.exec(short)!;
  return { whole: 0, rest: value, places: decimals.length + Number(power) };
}
