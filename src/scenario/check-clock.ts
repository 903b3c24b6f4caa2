import { InputError, type Problem } from '../input/input-error.js';
import type { Path, ScenarioDocument } from './scenario-document.js';
import { type Scenario, scenarioSchema } from './schema.js';

/** What acts in continuous time only. */
const continuousOnly: readonly Path[] = [
  ['servers', 'discipline'],
  ['servers', 'slots'],
  ['servers', 'failures'],
  ['learning', 'interval'],
  ['metrics', 'interval'],
  ['auction', 'reserve', 'interval'],
  ['auction', 'retryAfter'],
];

/** @throws InputError if a scenario in rounds sets something that acts in continuous time only */
export function checkClock(scenario: Scenario, document: ScenarioDocument): void {
  if (scenario.time.mode === 'continuous') return;
  const defaults = scenarioSchema.parse({});
  const problems = continuousOnly
    .filter((path) => JSON.stringify(at(scenario, path)) !== JSON.stringify(at(defaults, path)))
    .map((path): Problem => {
      const message = `${path.join('.')}: does nothing in rounds`;
      return { ...document.placeOf(path), message, hint: 'set time.mode to continuous, or leave it out' };
    });
  if (problems.length > 0) throw new InputError(problems);
}

function at(scenario: Scenario, path: Path): unknown {
  let value: unknown = scenario;
  for (const step of path) value = (value as Record<PropertyKey, unknown>)[step];
  return value;
}
