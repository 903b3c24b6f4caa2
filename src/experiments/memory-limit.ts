import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { InputError } from '../input/input-error.js';
import { leastMemory } from '../scenario/least-memory.js';
import type { LoadedScenario } from '../scenario/load.js';

const MIB = 2 ** 20;

/**
 * Ends runs that take more memory than they may: typed arrays of the thread that they are on. Other objects are limited by
 * the thread itself.
 */
export class MemoryLimit {
  /** @param mebibytes - ≥ 1 */
  constructor(private readonly mebibytes: number) {}

  /** @throws InputError where a run would take more before its first event */
  admit(loaded: Pick<LoadedScenario, 'scenario'>): void {
    const least = leastMemory(loaded);
    if (least > this.mebibytes * MIB) throw this.refusal(`takes ${Math.ceil(least / MIB)} MiB at least`);
  }

  /** @throws InputError where this thread has more, what earlier runs have left and nobody uses apart */
  check(): void {
    if (!this.#isPassed()) return;
    collectGarbage();
    if (this.#isPassed()) throw this.refusal('takes more');
  }

  #isPassed(): boolean {
    return process.memoryUsage().external > this.mebibytes * MIB;
  }

  /** @param takes - how much a run does */
  refusal(takes: string): InputError {
    const message = `a run may take ${this.mebibytes} MiB of memory on the worker that had it, and this one ${takes}`;
    return new InputError({ message, hint: 'vickrey worker --memory MIB allows more' });
  }
}

/** V8 has no other way to be asked at run time. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // The first may end a collection that had begun while more was in use.
  collect();
  collect();
}
