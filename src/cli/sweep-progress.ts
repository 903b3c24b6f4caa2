import { SingleBar } from 'cli-progress';
import { type MetricName, shareOf } from '../experiments/metrics.js';
import { failureOf } from '../experiments/result.js';
import type { SweepPlan } from '../experiments/sweep/plan.js';
import { level } from '../experiments/sweep/point-estimates.js';
import { type FinishedRun, metricOf } from '../experiments/sweep/run-sweep.js';
import { harmless } from '../input/harmless.js';
import { readableNumber } from '../output/summary/readable-number.js';
import { RunningMean } from '../statistics/running-mean.js';
import { HalfMinuteLines } from './half-minute-lines.js';
import { type Pace, paceInWords, paceLine, paceOf } from './pace.js';
import { clearLine, printError, printJson } from './print.js';
import { Stopwatch } from './stopwatch.js';
import { printWarning } from './warning.js';

/** Seconds between two changes of the line on a terminal. */
const secondsBetweenUpdates = 0.1;

/**
 * Shows how far a sweep is while it runs: runs done, rate, time left, failures, and the widest interval of the first metric as it shrinks. On a
 * terminal in a line that changes, in a file a line every half minute, on stderr; with `json` an object a run on stdout.
 */
export class SweepProgress {
  readonly #bar: SingleBar | undefined;
  readonly #watch = new Stopwatch();
  readonly #lines: HalfMinuteLines;
  /** Of the first metric, by point; of a quantile none, which takes all runs together. */
  readonly #means: RunningMean[];
  #made = 0;
  #failed = 0;
  #nextUpdate = 0;

  /** @param before - runs that are done already */
  constructor(
    private readonly plan: SweepPlan,
    private readonly missing: number,
    before: readonly FinishedRun[],
    private readonly mode: { readonly json: boolean; readonly quiet: boolean },
  ) {
    this.#lines = new HalfMinuteLines(mode.quiet || mode.json, this.#watch);
    this.#means = plan.points.map(() => new RunningMean());
    for (const run of before) this.#note(run);
    if (mode.quiet || mode.json || !process.stderr.isTTY || missing === 0) return;
    this.#bar = new SingleBar({
      format: '{bar} {percentage}%  run {value} of {total}  {rate}/s  {left} left{failures}{interval}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(missing, 0, this.#payload());
  }

  /** A run is done. */
  update(run: FinishedRun): void {
    this.#made++;
    if (failureOf(run.result)) this.#failed++;
    this.#note(run);
    if (this.#bar && this.#watch.wallSeconds >= this.#nextUpdate) {
      this.#nextUpdate = this.#watch.wallSeconds + secondsBetweenUpdates;
      this.#bar.update(this.#made, this.#payload());
    }
    if (this.mode.json) this.#print(run);
    else this.#lines.tell((seconds) => this.#line(seconds));
  }

  /** There is something to be known of those who make the runs. */
  notice(notice: string): void {
    if (this.mode.json) printJson({ event: 'notice', notice });
    else if (!this.mode.quiet) {
      if (this.#bar) clearLine();
      printError(`${harmless(notice)}\n`);
    }
  }

  /** Something is not as it should be: told also where nothing else is. */
  warn(warning: string): void {
    if (this.mode.json) return this.notice(warning);
    if (this.#bar) clearLine();
    printWarning(warning);
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.#bar?.stop();
  }

  get #metric(): MetricName {
    return this.plan.points[0]!.job.metrics[0]!;
  }

  #note(run: FinishedRun): void {
    const value = metricOf(run, this.#metric);
    if (!Number.isNaN(value) && shareOf(this.#metric) === undefined) this.#means[run.point]!.add(value);
  }

  #payload() {
    return { ...paceInWords(this.#pace()), ...this.#more() };
  }

  /** What is told beside the pace. */
  #more() {
    const widest = this.#widest();
    return {
      failures: this.#failed === 0 ? '' : `  ${this.#failed} failed`,
      interval: widest === null ? '' : `  intervals ± ${readableNumber(100 * widest)} %`,
    };
  }

  #pace(): Pace {
    return paceOf(this.#made, this.missing, this.#watch.wallSeconds);
  }

  /** How far an interval of the first metric reaches at most, as a share of its mean; null while a point has none. */
  #widest(): number | null {
    let widest = 0;
    for (const each of this.#means) {
      const interval = each.interval(level);
      if (!interval || interval.mean === 0) return null;
      const { high, low, mean } = interval;
      widest = Math.max(widest, Math.max(high - mean, mean - low) / Math.abs(mean));
    }
    return widest;
  }

  #print({ point, replication, result, seed }: FinishedRun): void {
    const failure = failureOf(result)?.message;
    const own = this.#means[point]!;
    const interval = own.interval(level);
    const mean = own.count === 0 ? null : own.mean;
    const line = {
      event: 'run',
      ...{ point, replication, seed, parameters: this.plan.points[point]!.parameters },
      ...(failure === undefined ? {} : { failure }),
      estimate: {
        ...{ metric: this.#metric, runs: own.count, mean },
        ...{ low: interval?.low ?? null, high: interval?.high ?? null },
      },
      ...{
        made: this.#made,
        of: this.missing,
        failed: this.#failed,
        ...this.#pace(),
        widest: this.#widest(),
      },
    };
    printJson(line);
  }

  #line(seconds: number): string {
    const { failures, interval } = this.#more();
    return `${paceLine('run', this.#made, this.missing, seconds)}${failures}${interval}`;
  }
}
