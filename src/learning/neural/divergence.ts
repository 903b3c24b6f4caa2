import { InputError } from '../../input/input-error.js';

/**
 * What a network says whose loss has left the finite numbers: its weights are lost, and all that follows would mean nothing.
 *
 * @param what - the network, as it is called
 * @param option - of the scenario, the learning rate that was too high
 */
export function divergence(what: string, option: string): InputError {
  return new InputError({
    message: `${what} has diverged: its loss is not a finite number`,
    hint: `lower ${option}`,
  });
}
