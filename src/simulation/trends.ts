import { Moments } from '../statistics/moments.js';
import type { Observer, SampleRecord } from '../systems/records.js';
import type { Trend } from './summary.js';

/** Follows one quantity over rounds; `rounds` of them are expected, the last half of which is "late". */
class TrendLine {
  private readonly all = new Moments();
  private readonly late = new Moments();
  private first = 0;
  private last = 0;

  constructor(private readonly rounds: number) {}

  add(value: number, round: number): void {
    if (this.all.count === 0) this.first = value;
    this.last = value;
    this.all.add(value);
    if (round >= Math.floor(this.rounds / 2) && round < this.rounds) this.late.add(value);
  }

  get count(): number {
    return this.all.count;
  }

  trend(): Trend {
    return {
      first: this.first,
      last: this.last,
      mean: this.all.mean,
      standardDeviation: this.all.standardDeviation,
      lateMean: this.late.count > 0 ? this.late.mean : null,
      lateStandardDeviation: this.late.count > 0 ? this.late.standardDeviation : null,
    };
  }
}

/** How reserve, fairness, welfare and total load moved over the rounds of a run. */
export class Trends implements Observer {
  readonly name = 'trends';
  private readonly reserve: TrendLine;
  private readonly fairness: TrendLine;
  private readonly welfare: TrendLine;
  private readonly totalLoad: TrendLine;

  /** @param rounds - rounds, or samples, that are expected while tasks arrive */
  constructor(rounds: number) {
    this.reserve = new TrendLine(rounds);
    this.fairness = new TrendLine(rounds);
    this.welfare = new TrendLine(rounds);
    this.totalLoad = new TrendLine(rounds);
  }

  sample(record: Readonly<SampleRecord>): void {
    this.reserve.add(record.reserve, record.round);
    this.fairness.add(record.fairness, record.round);
    this.welfare.add(record.welfare, record.round);
    this.totalLoad.add(record.load, record.round);
  }

  /** Rounds or samples so far. */
  get samples(): number {
    return this.reserve.count;
  }

  summary(): { reserve: Trend; fairness: Trend; welfare: Trend; totalLoad: Trend } {
    return {
      reserve: this.reserve.trend(),
      fairness: this.fairness.trend(),
      welfare: this.welfare.trend(),
      totalLoad: this.totalLoad.trend(),
    };
  }
}
