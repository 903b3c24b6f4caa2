import { SingleBar } from 'cli-progress';
import type { ReadSoFar } from '../input/text-file.js';
import type { Reading } from '../scenario/load.js';
import { TraceMemory } from '../scenario/trace-memory.js';
import type { Interrupt } from './interrupt.js';
import { printError } from './print.js';
import { Stopwatch } from './stopwatch.js';
import { usualTimeout } from './timeout-option.js';
import { watchedImport } from './watched-import.js';

/** Seconds of reading before anything is shown: what is over sooner needs no bar. */
const QUIET_SECONDS = 0.5;

/** Seconds between two changes of the bar, and between two lines where stderr is no terminal. */
const BAR_SECONDS = 0.1;
const LINE_SECONDS = 30;

/** Loads something with what shows how far its traces are read, and ends mechanisms whose loading does not end. */
export async function withLoadingProgress<Loaded>(
  quiet: boolean,
  interrupt: Interrupt,
  load: (reading: Reading) => Promise<Loaded>,
): Promise<Loaded> {
  const progress = new LoadingProgress(quiet, interrupt);
  try {
    return await load({ traces: progress.traces, importAuction: watchedImport(usualTimeout) });
  } finally {
    progress.stop();
  }
}

/** Shows how far a trace is read, on stderr: a bar on a terminal, in a file a line every half minute. */
class LoadingProgress {
  /** What scenarios are to be loaded with. */
  readonly traces = new TraceMemory((progress) => this.#update(progress));
  readonly #watch = new Stopwatch();
  #bar: SingleBar | undefined;
  #next: number;

  constructor(
    private readonly quiet: boolean,
    private readonly interrupt: Interrupt,
  ) {
    this.#next = process.stderr.isTTY ? QUIET_SECONDS : LINE_SECONDS;
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #update({ bytes, lines, size }: ReadSoFar): void {
    if (this.quiet || this.#watch.wallSeconds < this.#next) return;
    const rows = `${lines.toLocaleString('en')} lines`;
    if (process.stderr.isTTY) {
      this.#next = this.#watch.wallSeconds + BAR_SECONDS;
      this.#bar ??= this.#started(size);
      this.#bar.update(bytes, { rows });
      if (bytes === size) this.stop();
    } else {
      this.#next = this.#watch.wallSeconds + LINE_SECONDS;
      printError(`reading the trace: ${Math.floor((100 * bytes) / size)} %, ${rows}\n`);
    }
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
