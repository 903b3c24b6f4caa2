/** Seconds since 1970 in UTC, and 100 ns ticks after them: together they would not fit a double. */
export interface Timestamp {
  readonly second: number;
  /** 0 … 9,999,999. */
  readonly tick: number;
}

/** Ticks of a second. */
export const TICKS = 1e7;

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:Z|\+00:00)?$/;

/** Reads dates with times, in UTC, exact to 100 ns. Remembers the last date, which most rows of a file share. */
export class Timestamps {
  private date = '';
  private midnight = Number.NaN;

  /** `undefined` where the text is no date and time, or there is no such date. */
  of(text: string): Timestamp | undefined {
    const [, date, hour, minute, second, fraction = ''] = TIMESTAMP.exec(text) ?? [];
    if (date === undefined) return undefined;
    if (date !== this.date) [this.date, this.midnight] = [date, midnightOf(date)];
    if (Number.isNaN(this.midnight) || hour! > '23' || minute! > '59' || second! > '59') return undefined;
    const inDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
    return { second: this.midnight + inDay, tick: Number(fraction.padEnd(7, '0')) };
  }
}

/** Seconds since 1970; NaN for what is no day of the calendar. */
function midnightOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const milliseconds = Date.UTC(year, month - 1, day);
  // Date.UTC carries day 31 of a short month into the next, and takes the years 0 to 99 for those of the last century.
  const isThere = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().slice(0, 10) === date;
  return isThere ? milliseconds / 1000 : Number.NaN;
}
