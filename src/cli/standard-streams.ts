import { reportFailure } from './failure.js';
import { endNow } from './guard-end.js';

/** Has failures to print end the process in order, instead of as errors that nobody caught. */
export function guardStandardStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no failure: the exit code stays that of the command.
    if (error.code === 'EPIPE') return;
    reportFailure(Object.assign(error, { path: 'stdout' }));
    endNow(1);
  });
  process.stderr.on('error', () => {
    // There is nobody left to tell.
  });
}
