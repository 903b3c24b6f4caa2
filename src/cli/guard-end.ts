/** Exit codes of those who end the process on purpose, and have said why. */
const told = [1, 130, 143];

/**
 * Has a process that ends in the middle of a command say so and fail: a mechanism or an environment may have called `process.exit`, or
 * wait for what never comes.
 *
 * @returns to be called when the command has ended
 */
export function guardEnd(): () => void {
  const onExit = (code: number): void => {
    if (told.includes(code)) return;
    process.stderr.write(
      'error: the process was ended before the command was done, perhaps by a file of code that the scenario names\n',
    );
    process.exitCode = code || 1;
  };
  process.on('exit', onExit);
  return () => process.off('exit', onExit);
}
