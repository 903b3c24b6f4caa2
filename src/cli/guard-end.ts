import { printError } from './print.js';

/**
 * Has a process that ends in the middle of a command say so and fail: a mechanism may have called `process.exit`, or wait for what never
 * comes.
 *
 * @returns to be called when the command has ended
 */
export function guardEnd(): () => void {
  process.on('exit', failUnfinished);
  // Node says itself what nobody caught.
  process.on('uncaughtExceptionMonitor', release);
  return release;
}

/** Ends the process in the middle of a command, for a reason that has been told. */
export function endNow(code: number): never {
  release();
  process.exit(code);
}

function release(): void {
  process.off('exit', failUnfinished);
}

function failUnfinished(): void {
  printError(
    'error: the process was ended before the command was done, perhaps by a file of code that the scenario names\n',
  );
  process.exitCode = 1;
}
