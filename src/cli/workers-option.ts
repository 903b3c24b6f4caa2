import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `--workers N`: how many runs are made at a time. */
export function workersOption() {
  const description = 'runs at a time; results are the same bytes for any number';
  return new Option('--workers <n>', description)
    .default(availableParallelism(), 'as many as there are cores')
    .argParser((text) => {
      const value = Number(text);
      if (Number.isSafeInteger(value) && value >= 1 && value <= 1024) return value;
      throw new InvalidArgumentError('a whole number from 1 to 1,024.');
    });
}
