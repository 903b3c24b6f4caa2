import { Worker } from 'node:worker_threads';
import { shortened } from '../input/harmless.js';
import { InputError, type Problem } from '../input/input-error.js';
import { type ImportModule, importModule } from '../scenario/import-module.js';

/** Characters that are told of why a file cannot be run. */
const LONGEST_TOLD = 500;

/**
 * {@link importModule}, which first has a thread show that loading the file comes to an end: nothing interrupts an import, but
 * a thread can be ended. Signals are heard meanwhile. A file is tried once.
 *
 * @param seconds - that loading a file may take, > 0
 * @param hint - what to do where it takes longer
 * @returns a function that throws InputError as {@link importModule} does, and if loading the file does not end, or ends the
 *   process
 */
export function watchedImport(seconds: number, hint?: string): ImportModule {
  const tried = new Map<string, Promise<Problem | undefined>>();
  return async (file, sha256) => {
    if (!tried.has(file)) tried.set(file, problemOf(file, sha256, seconds, hint));
    const problem = await tried.get(file);
    if (problem) throw new InputError({ file, ...problem });
    return importModule(file, sha256);
  };
}

/** What is wrong with loading the file; undefined where that ends, be it by what the file throws. */
async function problemOf(
  file: string,
  sha256: string,
  seconds: number,
  hint?: string,
): Promise<Problem | undefined> {
  // What the file prints is shown when it is loaded in earnest.
  const streams = { stdin: true, stdout: true, stderr: true };
  const thread = new Worker(new URL('./import-thread.js', import.meta.url), {
    workerData: [file, sha256],
    ...streams,
  });
  let clock: NodeJS.Timeout | undefined;
  const ended = new Promise<Problem | undefined>((resolve) => {
    const message = `the loading of its code was ended after ${seconds} s`;
    thread.on('message', (told: 'begun' | 'ended') => {
      if (told === 'ended') resolve(undefined);
      // The thread itself takes its time to start.
      else clock = setTimeout(() => resolve({ message, hint }), 1000 * seconds);
    });
    thread.once('error', (error) =>
      resolve({ message: `cannot be run: ${shortened(String(error), LONGEST_TOLD)}` }),
    );
    thread.once('exit', () =>
      resolve({ message: 'ends the process, or waits for what never comes, as it is loaded' }),
    );
  });
  try {
    return await ended;
  } finally {
    clearTimeout(clock);
    await thread.terminate();
  }
}
