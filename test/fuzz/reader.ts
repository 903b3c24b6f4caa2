import { Worker } from 'node:worker_threads';
import type { Outcome, Reading } from './read-in-thread.js';

/** Milliseconds after which an input counts as one that is never done. */
const PATIENCE = 10_000;

/** MiB that reading may take. */
const MOST_MEMORY = 512;

/** Has inputs read in a thread, one at a time, so that none brings down, or holds up, who asks. */
export class Reader {
  #thread: Worker | undefined;
  #answered: (answer: Outcome | 'ready') => void = () => {};

  /** @param folder - for inputs, each as long as it is read */
  constructor(private readonly folder: string) {}

  /** What comes of an input; `wrong` where it never does. */
  async read(reading: Reading, patience = PATIENCE): Promise<Outcome> {
    if (!this.#thread) await this.#start();
    let clock: NodeJS.Timeout | undefined;
    const outcome = (await new Promise<Outcome | 'ready'>((resolve) => {
      this.#answered = resolve;
      clock = setTimeout(() => this.#broken(`is not done after ${patience / 1000} s`), patience);
      this.#thread!.postMessage(reading);
    })) as Outcome;
    clearTimeout(clock);
    return outcome;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #start(): Promise<void> {
    const thread = new Worker(new URL('./thread.mjs', import.meta.url), {
      workerData: this.folder,
      // What a reader warns of is nobody's business here.
      ...{ stdout: true, stderr: true },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    });
    this.#thread = thread;
    thread.on('message', (answer) => this.#answered(answer));
    thread.on('error', (error) => this.#broken(`brings the process down: ${String(error)}`));
    thread.on('exit', (code) => this.#thread === thread && this.#broken(`ends the process with ${code}`));
    await new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  #broken(wrong: string): void {
    void this.close();
    this.#answered({ outcome: 'refused', wrong });
  }
}
