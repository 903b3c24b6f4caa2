import { InputError, type Problem } from '../../src/input/input-error.js';

/** The problems for which `work` refuses its input. */
export async function refused(work: () => unknown): Promise<readonly Problem[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error('the input was not refused');
}
