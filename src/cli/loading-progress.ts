import { SingleBar } from 'cli-progress';
import type { ReadSoFar } from '../input/text-file.js';
import type { Reading } from '../scenario/load.js';
import { TraceMemory } from '../scenario/trace-memory.js';
import { HalfMinuteLines } from './half-minute-lines.js';
import type { Interrupt } from './interrupt.js';
import { paceInWords, paceOf } from './pace.js';
import { Stopwatch } from './stopwatch.js';
import { usualTimeout } from './timeout-option.js';
import { watchedImport } from './watched-import.js';

/** Seconds of reading before anything is shown: what is over sooner needs no bar. */
const QUIET_SECONDS = 0.5;

/** Seconds between two changes of the bar. */
const BAR_SECONDS = 0.1;

/** Loads something with what shows how far its traces are read, and ends mechanisms whose loading does not end. */
export async function withLoadingProgress<Loaded>(
  quiet: boolean,
  interrupt: Interrupt,
  load: (reading: Reading) => Promise<Loaded>,
): Promise<Loaded> {
  const progress = new LoadingProgress(quiet, interrupt);
  try {
    return await load({ traces: progress.traces, importModule: watchedImport(usualTimeout) });
  } finally {
    progress.stop();
  }
}

/** Shows how far a trace is read, on stderr: a bar on a terminal, in a file a line every half minute. */
class LoadingProgress {
  /** What scenarios are to be loaded with. */
  readonly traces = new TraceMemory((progress) => this.#update(progress));
  readonly #watch = new Stopwatch();
  readonly #lines: HalfMinuteLines;
  #bar: SingleBar | undefined;
  #next = QUIET_SECONDS;

  constructor(
    private readonly quiet: boolean,
    private readonly interrupt: Interrupt,
  ) {
    this.#lines = new HalfMinuteLines(quiet, this.#watch);
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #update({ bytes, lines, size }: ReadSoFar): void {
    const rows = `${lines.toLocaleString('en')} lines`;
    this.#lines.tell((seconds) => {
      const { left } = paceInWords(paceOf(bytes, size, seconds));
      return `reading the trace: ${Math.floor((100 * bytes) / size)} %, ${rows}  ${left} left`;
    });
    if (this.quiet || !process.stderr.isTTY || this.#watch.wallSeconds < this.#next) return;
    this.#next = this.#watch.wallSeconds + BAR_SECONDS;
    this.#bar ??= this.#started(size);
    this.#bar.update(bytes, { rows });
    if (bytes === size) this.stop();
  }

  /** A bar hides the cursor. */
  #started(size: number): SingleBar {
    this.interrupt.defer(() => this.stop());
    return started(size);
  }
}

function started(size: number): SingleBar {
  const bar = new SingleBar({
    format: 'reading the trace {bar} {percentage}%  {rows}  {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(size, 0, { rows: '' });
  return bar;
}
