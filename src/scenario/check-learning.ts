import { InputError } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';
import { mostTableRows } from './sizes.js';

/**
 * @param count - how many servers there are
 * @throws InputError if the tables of Q-learning would have more than 1e8 rows, one a server and state
 */
export function checkLearning({ learning }: Scenario, count: number, document: ScenarioDocument): void {
  const rows = count * learning.states;
  if (learning.mode !== 'q-learning' || rows <= mostTableRows) return;
  throw new InputError({
    ...document.placeOf(['learning', 'states']),
    message: `learning.states: ${count} servers × ${learning.states} states is above ${shortNumber(mostTableRows)}`,
    hint: `with so many servers at most ${Math.floor(mostTableRows / count)} states; other modes have no states`,
  });
}
